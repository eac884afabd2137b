package dev.cleave.shop.notifications.persistence;

import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.notifications.Message;
import dev.cleave.shop.notifications.domain.Claim;
import dev.cleave.shop.notifications.domain.Messages;
import dev.cleave.shop.notifications.domain.Note;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Messages in the database. */
@ApplicationScoped
public class JpaMessages implements Messages {
  /** Another claim of the message has another number of attempts. */
  private static final String STILL_CLAIMED =
      " where id = :id and attempts = :attempts and state = 'PENDING'";

  private static final int MAX_CAUSE = 2000;

  @PersistenceContext(unitName = "notifications")
  EntityManager em;

  @Override
  public List<Message> page(UserId customer, int offset, int limit) {
    return em
        .createQuery(
            "select m from MessageRow m where m.customer = :customer"
                + " order by m.recordedAt desc, m.id desc",
            MessageRow.class)
        .setParameter("customer", customer.value())
        .setFirstResult(offset)
        .setMaxResults(limit)
        .getResultList()
        .stream()
        .map(MessageRow::toMessage)
        .toList();
  }

  @Override
  public void add(UUID id, UserId customer, String about, Note note, boolean isToBeSent) {
    em.createNativeQuery(
            "insert into message"
                + " (id, customer, about, subject, text, state, attempts, next_attempt_at)"
                + " values (:id, :customer, :about, :subject, :text, :state, 0,"
                + " case when :state = 'PENDING' then clock_timestamp() end)"
                + " on conflict do nothing")
        .setParameter("id", id)
        .setParameter("customer", customer.value())
        .setParameter("about", about)
        .setParameter("subject", note.subject())
        .setParameter("text", note.text())
        .setParameter("state", isToBeSent ? "PENDING" : "RECORDED")
        .executeUpdate();
  }

  @Override
  public Optional<Claim> claim(Duration lease) {
    @SuppressWarnings("unchecked")
    List<MessageRow> claimed =
        em.createNativeQuery(
                """
                update message set attempts = attempts + 1,
                  next_attempt_at = clock_timestamp() + cast(:lease as interval)
                where id = (
                  select id from message
                  where state = 'PENDING' and next_attempt_at <= clock_timestamp()
                  order by next_attempt_at limit 1 for update skip locked)
                returning *
                """,
                MessageRow.class)
            .setParameter("lease", lease.toString())
            .getResultList();
    return claimed.stream().findFirst().map(MessageRow::toClaim);
  }

  @Override
  public void sent(Claim claim, String address) {
    settle(
            claim,
            "state = 'SENT', next_attempt_at = null, cause = null, sent_to = case when not exists"
                + " (select from recipient r where r.user_id = message.customer and r.is_removed)"
                + " then :address end")
        .setParameter("address", address)
        .executeUpdate();
  }

  @Override
  public void postpone(Claim claim, Duration delay, String cause) {
    settle(claim, "next_attempt_at = clock_timestamp() + cast(:delay as interval), cause = :cause")
        .setParameter("delay", delay.toString())
        .setParameter("cause", shortened(cause))
        .executeUpdate();
  }

  @Override
  public void release(Claim claim, String cause) {
    settle(claim, "attempts = attempts - 1, next_attempt_at = clock_timestamp(), cause = :cause")
        .setParameter("cause", shortened(cause))
        .executeUpdate();
  }

  @Override
  public void fail(Claim claim, String cause) {
    settle(claim, "state = 'FAILED', next_attempt_at = null, cause = :cause")
        .setParameter("cause", shortened(cause))
        .executeUpdate();
  }

  @Override
  public void noAddress(Claim claim) {
    settle(claim, "state = 'NO_ADDRESS', next_attempt_at = null, cause = null").executeUpdate();
  }

  @Override
  public void forgetAddresses(UserId customer) {
    // A mail server's answer may repeat the address.
    em.createNativeQuery(
            "update message set sent_to = null, cause = null where customer = :customer"
                + " and (sent_to is not null or cause is not null)")
        .setParameter("customer", customer.value())
        .executeUpdate();
  }

  private Query settle(Claim claim, String changes) {
    return em.createNativeQuery("update message set " + changes + STILL_CLAIMED)
        .setParameter("id", claim.id())
        .setParameter("attempts", claim.attempt());
  }

  private static String shortened(String cause) {
    return cause.length() <= MAX_CAUSE ? cause : cause.substring(0, MAX_CAUSE);
  }
}
