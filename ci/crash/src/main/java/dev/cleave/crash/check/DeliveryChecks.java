package dev.cleave.crash.check;

import java.util.ArrayList;
import java.util.List;

/** Every event was published once and delivered once to each subscription, in order of its key. */
final class DeliveryChecks {

  private DeliveryChecks() {}

  static List<SqlCheck> all(List<String> modules) {
    List<SqlCheck> checks = new ArrayList<>();
    for (String publisher : modules) {
      checks.add(
          new SqlCheck(
              "nothing of " + publisher + " is left to deliver",
              """
              select format('%%s: %%s deliveries are %%s, %%s', s.name, count(*), o.state,
                            coalesce(min(o.cause), 'no cause'))
              from %1$s.cleave_outbox o left join %1$s.cleave_subscription s on s.id = o.subscription
              group by s.name, o.state
              """
                  .formatted(publisher)));
      for (String subscriber : modules) {
        checks.add(delivered(publisher, subscriber));
        checks.add(inOrder(publisher, subscriber));
      }
    }
    checks.add(outcomeIsPublishedOnce());
    checks.add(placingIsPublishedOnce());
    return checks;
  }

  private static SqlCheck delivered(String publisher, String subscriber) {
    return new SqlCheck(
        "every event of %s reaches %s".formatted(publisher, subscriber),
        """
        select format('%%s did not get %%s of %%s (%%s)', s.name, e.type, e.key, e.event_id)
        from %1$s.cleave_subscription s
        join %1$s.cleave_event e on e.type = s.event_type
        where s.state = 'ACTIVE' and s.name like '%2$s.%%' and e.published_at > s.registered_at
          and not exists (select from %2$s.cleave_received r where r.subscription = s.name
                            and r.generation = s.generation and r.event_id = e.event_id)
        """
            .formatted(publisher, subscriber));
  }

  /** A later event of a key is delivered in the same transaction, or in one that began later. */
  private static SqlCheck inOrder(String publisher, String subscriber) {
    return new SqlCheck(
        "events of %s reach %s in order of their keys".formatted(publisher, subscriber),
        """
        select format('%%s got %%s of %%s (%%s) before the one before it', name, type, key, event_id)
        from (
          select s.name, e.type, e.key, e.event_id, r.received_at,
                 max(r.received_at) over (partition by s.name, s.generation, e.key order by e.position
                                          rows between unbounded preceding and 1 preceding) as before
          from %1$s.cleave_subscription s
          join %1$s.cleave_event e on e.type = s.event_type
          join %2$s.cleave_received r on r.subscription = s.name and r.generation = s.generation
            and r.event_id = e.event_id
          where s.state = 'ACTIVE' and s.name like '%2$s.%%' and e.published_at > s.registered_at) delivery
        where received_at < before
        """
            .formatted(publisher, subscriber));
  }

  private static SqlCheck placingIsPublishedOnce() {
    return new SqlCheck(
        "every order is published once",
        """
        select format('order %s: %s times', o.id, count(e.event_id)) from ordering.orders o
        left join ordering.cleave_event e on e.key = o.id::text and e.type = 'ordering.order-placed.v1'
        group by o.id having count(e.event_id) <> 1
        """);
  }

  private static SqlCheck outcomeIsPublishedOnce() {
    return new SqlCheck(
        "the end of every order is published once",
        """
        select format('order %s is %s: %s times', o.id, o.status, count(e.event_id)) from ordering.orders o
        left join ordering.cleave_event e on e.key = o.id::text
          and e.type = 'ordering.order-' || lower(o.status) || '.v1'
        group by o.id having count(e.event_id) <> 1
        """);
  }
}
