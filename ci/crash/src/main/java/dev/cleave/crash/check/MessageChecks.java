package dev.cleave.crash.check;

import java.util.List;

/** Customers are told of each thing once. */
final class MessageChecks {

  /** Messages bear the id of the event that they tell of. */
  private static final String TOLD =
      """
      select event_id, type, key from ordering.cleave_event
      where type in ('ordering.order-confirmed.v1', 'ordering.order-rejected.v1', 'ordering.order-cancelled.v1')
      union all
      select event_id, type, key from payments.cleave_event
      where type = 'payments.payment-reversed.v1' and (payload::jsonb->>'wasCaptured')::boolean
      union all
      select event_id, type, key from shipping.cleave_event where type = 'shipping.units-dispatched.v1'
      """;

  private MessageChecks() {}

  static List<SqlCheck> all() {
    return List.of(
        new SqlCheck(
            "customers are told of everything",
            """
            select format('there is no message about %%s of %%s (%%s)', type, key, event_id) from (%s) told
            where not exists (select from notifications.message m where m.id = told.event_id)
            """
                .formatted(TOLD)),
        new SqlCheck(
            "customers are told of nothing else",
            """
            select format('message %%s to customer %%s about %%s', id, customer, about) from notifications.message m
            where not exists (select from (%s) told where told.event_id = m.id)
            """
                .formatted(TOLD)));
  }
}
