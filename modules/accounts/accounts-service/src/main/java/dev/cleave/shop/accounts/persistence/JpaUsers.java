package dev.cleave.shop.accounts.persistence;

import dev.cleave.shop.accounts.Address;
import dev.cleave.shop.accounts.EmailTaken;
import dev.cleave.shop.accounts.User;
import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.accounts.domain.Users;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import org.hibernate.exception.ConstraintViolationException;

/** Users in the database. */
@ApplicationScoped
public class JpaUsers implements Users {
  private static final String UNIQUE_VIOLATION = "23505";

  /** No user's id; they are positive. */
  private static final int NOBODY = 0;

  @PersistenceContext(unitName = "accounts")
  EntityManager em;

  @Override
  public List<User> page(int offset, int limit) {
    return em
        .createQuery("select u from UserRow u order by u.id", UserRow.class)
        .setFirstResult(offset)
        .setMaxResults(limit)
        .getResultList()
        .stream()
        .map(UserRow::toUser)
        .toList();
  }

  @Override
  public List<User> behind(UserId id, int limit) {
    return em
        .createQuery("select u from UserRow u where u.id > :id order by u.id", UserRow.class)
        .setParameter("id", id.value())
        .setMaxResults(limit)
        .getResultList()
        .stream()
        .map(UserRow::toUser)
        .toList();
  }

  @Override
  public Optional<User> find(UserId id) {
    return Optional.ofNullable(em.find(UserRow.class, id.value())).map(UserRow::toUser);
  }

  @Override
  public User add(String name, Optional<String> email) throws EmailTaken {
    requireFree(email, NOBODY);
    UserRow row = new UserRow(name, email);
    try {
      em.persist(row);
      em.flush();
    } catch (ConstraintViolationException e) {
      throw translated(e, email);
    }
    return row.toUser();
  }

  @Override
  public Optional<User> replace(UserId id, String name, Optional<String> email) throws EmailTaken {
    UserRow row = locked(id);
    if (row == null) {
      return Optional.empty();
    }
    requireFree(email, id.value());
    row.replace(name, email);
    try {
      em.flush();
    } catch (ConstraintViolationException e) {
      throw translated(e, email);
    }
    return Optional.of(row.toUser());
  }

  @Override
  public boolean remove(UserId id) {
    // One statement, so that two removals at once are one that finds the user and one that does
    // not.
    return em.createQuery("delete from UserRow u where u.id = :id")
            .setParameter("id", id.value())
            .executeUpdate()
        == 1;
  }

  @Override
  public Optional<Address> addressOf(UserId id) {
    return Optional.ofNullable(em.find(AddressRow.class, id.value())).map(AddressRow::toAddress);
  }

  @Override
  public boolean setAddress(UserId id, Address address) {
    if (locked(id) == null) {
      return false;
    }
    em.merge(new AddressRow(id.value(), address));
    return true;
  }

  private UserRow locked(UserId id) {
    return em.find(UserRow.class, id.value(), LockModeType.PESSIMISTIC_WRITE);
  }

  /**
   * Notices an address that is taken before the database does, which then writes an error to the
   * log with the address in it. It does not notice one that is being taken right now.
   */
  private void requireFree(Optional<String> email, int self) throws EmailTaken {
    if (email.isEmpty()) {
      return;
    }
    boolean isTaken =
        !em.createQuery(
                "select u.id from UserRow u where lower(u.email) = lower(:email) and u.id <> :self",
                Integer.class)
            .setParameter("email", email.get())
            .setParameter("self", self)
            .getResultList()
            .isEmpty();
    if (isTaken) {
      throw new EmailTaken(email.get());
    }
  }

  /** Only the index on the address can be violated here; ids are the database's own. */
  private static EmailTaken translated(ConstraintViolationException e, Optional<String> email) {
    if (UNIQUE_VIOLATION.equals(e.getSQLState()) && email.isPresent()) {
      return new EmailTaken(email.get());
    }
    throw e;
  }
}
