package dev.cleave.shop.notifications.persistence;

import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.notifications.domain.Recipient;
import dev.cleave.shop.notifications.domain.Recipients;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;

/** Recipients in the database. */
@ApplicationScoped
public class JpaRecipients implements Recipients {
  @PersistenceContext(unitName = "notifications")
  EntityManager em;

  @Override
  public Optional<Recipient> find(UserId user) {
    return Optional.ofNullable(em.find(RecipientRow.class, user.value()))
        .map(RecipientRow::toRecipient);
  }

  @Override
  public void add(UserId user, String name, Optional<String> email) {
    write(
        "insert into recipient (user_id, name, email, is_removed)"
            + " values (:user, :name, cast(:email as text), false) on conflict do nothing",
        user,
        name,
        email);
  }

  @Override
  public void replace(UserId user, String name, Optional<String> email) {
    write(
        "insert into recipient (user_id, name, email, is_removed)"
            + " values (:user, :name, cast(:email as text), false)"
            + " on conflict (user_id) do update set name = excluded.name, email = excluded.email"
            + " where not recipient.is_removed",
        user,
        name,
        email);
  }

  @Override
  public void forget(UserId user) {
    em.createNativeQuery(
            "insert into recipient (user_id, is_removed) values (:user, true)"
                + " on conflict (user_id) do update"
                + " set name = null, email = null, is_removed = true")
        .setParameter("user", user.value())
        .executeUpdate();
  }

  private void write(String statement, UserId user, String name, Optional<String> email) {
    em.createNativeQuery(statement)
        .setParameter("user", user.value())
        .setParameter("name", name)
        .setParameter("email", email.orElse(null))
        .executeUpdate();
  }
}
