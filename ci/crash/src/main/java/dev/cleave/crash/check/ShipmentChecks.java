package dev.cleave.crash.check;

import java.util.List;

/** Units to ship are those of confirmed orders. */
final class ShipmentChecks {

  private ShipmentChecks() {}

  static List<SqlCheck> all() {
    return List.of(
        new SqlCheck(
            "units to ship are those that were ordered",
            """
            select format('order %s: product %s %s times to ship, %s times ordered', id, product,
                          coalesce(s.quantity, 0), coalesce(l.quantity, 0))
            from (select order_id as id, product, quantity from ordering.order_line
                  join ordering.orders o on o.id = order_id where o.status = 'CONFIRMED') l
            full join (select shipment as id, product, quantity from shipping.shipment_line
                       join shipping.shipment s on s.id = shipment where s.state <> 'CANCELLED') s
              using (id, product)
            where l.quantity is distinct from s.quantity
            """),
        sent("what was sent is sent", "<"),
        sent("what was sent is sent once", ">"),
        new SqlCheck(
            "nothing is sent that nobody sent",
            """
            select format('shipment %s is %s', id, state) from shipping.shipment s
            where state in ('PARTLY_DISPATCHED', 'DISPATCHED') and not exists (
              select from crash.command c where c.kind = 'DISPATCH' and c.is_answered
                and split_part(c.path, '/', 4)::uuid = s.id)
            """));
  }

  /** A command without lines sends all that is left. */
  private static SqlCheck sent(String law, String comparison) {
    return new SqlCheck(
        law,
        """
        select format('order %%s: product %%s was sent %%s times, and is %%s of %%s times', l.shipment, l.product,
                      c.units, l.dispatched, l.quantity)
        from shipping.shipment_line l
        cross join lateral (
          select case when bool_or(s.lines = '[]') then l.quantity else sum(s.units) end as units
          from (
            select coalesce(body->'lines', '[]') as lines,
                   (select coalesce(sum((line->>'quantity')::int), 0)
                    from jsonb_array_elements(coalesce(body->'lines', '[]')) line
                    where (line->>'product')::int = l.product) as units
            from crash.command
            where kind = 'DISPATCH' and is_answered and split_part(path, '/', 4)::uuid = l.shipment) s) c
        where l.dispatched %s c.units
        """
            .formatted(comparison));
  }
}
