package dev.cleave.crash.check;

import java.util.List;

/** The history of orders, which is fed by events, tells what the modules' own tables tell. */
final class HistoryChecks {

  private static final String ACTIVE =
      "coalesce((select active from ordering.cleave_read_model where name = 'history'), 1)";

  private HistoryChecks() {}

  static List<SqlCheck> all() {
    return List.of(
        new SqlCheck(
            "the history has every order as it is",
            """
            select format('order %%s is %%s of customer %%s for %%s + %%s; in the history %%s of %%s for %%s + %%s', id,
                          o.status, o.customer, o.total, o.freight, h.status, h.customer, h.total, h.freight)
            from (select o.id, o.status, o.customer, o.freight, sum(l.amount) as total from ordering.orders o
                  join ordering.order_line l on l.order_id = o.id group by o.id) o
            full join (select order_id as id, * from ordering.history where generation = %s) h using (id)
            where (o.status, o.customer, o.total, o.freight)
              is distinct from (h.status, h.customer, h.total, h.freight)
            """
                .formatted(ACTIVE)),
        new SqlCheck(
            "the history has what was paid",
            """
            select format('order %%s: payment %%s of %%s; in the history %%s - %%s', h.order_id,
                          coalesce(p.state, 'absent'), p.amount, h.captured, h.refunded)
            from ordering.history h left join payments.payment p on p.id = h.order_id
            where h.generation = %s
              and h.captured - h.refunded <> case when p.state = 'CAPTURED' then p.amount else 0 end
            """
                .formatted(ACTIVE)),
        new SqlCheck(
            "the history has the units of every order",
            """
            select format('order %%s, product %%s: %%s ordered, %%s sold, %%s sent, %%s returned;'
                          ' in the history %%s, %%s, %%s, %%s', id, product, l.ordered, l.sold, l.sent, l.returned,
                          h.ordered, h.sold, h.dispatched, h.returned)
            from (
              select o.order_id as id, o.product, o.quantity as ordered,
                     case when r.state = 'CONFIRMED' then o.quantity else 0 end as sold,
                     coalesce(s.dispatched, 0) as sent, coalesce(s.returned, 0) as returned
              from ordering.order_line o
              left join inventory.reservation r on r.id = o.order_id
              left join shipping.shipment_line s on s.shipment = o.order_id and s.product = o.product) l
            full join (
              select h.order_id as id, h.product, h.ordered, case when o.released then 0 else h.sold end as sold,
                     h.dispatched, h.returned
              from ordering.history_line h
              join ordering.history o on o.generation = h.generation and o.order_id = h.order_id
              where h.generation = %s) h
              using (id, product)
            where (l.ordered, l.sold, l.sent, l.returned)
              is distinct from (h.ordered, h.sold, h.dispatched, h.returned)
            """
                .formatted(ACTIVE)));
  }
}
