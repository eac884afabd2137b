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
        new SqlCheck(
            "what was sent is sent, once",
            """
            select format('order %s was sent under the key %s: product %s %s of %s times', l.shipment, c.key, l.product,
                          l.dispatched, l.quantity)
            from crash.command c
            join shipping.shipment_line l on l.shipment = split_part(c.path, '/', 4)::uuid
            where c.kind = 'DISPATCH' and c.is_answered and l.dispatched <> l.quantity
            """),
        new SqlCheck(
            "nothing is sent that nobody sent",
            """
            select format('shipment %s is %s', id, state) from shipping.shipment s
            where state in ('PARTLY_DISPATCHED', 'DISPATCHED') and not exists (
              select from crash.command c where c.kind = 'DISPATCH' and c.is_answered
                and split_part(c.path, '/', 4)::uuid = s.id)
            """));
  }
}
