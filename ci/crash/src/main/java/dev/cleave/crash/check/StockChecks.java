package dev.cleave.crash.check;

import java.util.List;

/** On hand + sold + written off = received, and nothing stays reserved. */
final class StockChecks {

  private StockChecks() {}

  static List<SqlCheck> all() {
    return List.of(
        new SqlCheck(
            "units received are those that were delivered",
            """
            select format('product %s: %s received, %s delivered', product, s.received, coalesce(j.units, 0))
            from inventory.stock s
            full join (
              select split_part(path, '/', 4)::int as product, sum((body->>'quantity')::int) as units
              from crash.command where kind = 'RECEIPT' and is_answered group by 1) j using (product)
            where s.received is distinct from j.units
            """),
        new SqlCheck(
            "units sold are those of confirmed orders",
            """
            select format('product %s: %s sold, %s in confirmed orders', s.product, s.sold, coalesce(o.units, 0))
            from inventory.stock s
            left join (
              select l.product, sum(l.quantity) as units from ordering.order_line l
              join ordering.orders o on o.id = l.order_id where o.status = 'CONFIRMED' group by 1) o
              using (product)
            where s.sold <> coalesce(o.units, 0)
            """),
        new SqlCheck(
            "units on hand are not negative",
            """
            select format('product %s: %s received, %s sold', product, received, sold) from inventory.stock
            where sold > received or sold < 0
            """),
        new SqlCheck(
            "a reservation holds what was ordered",
            """
            select format('order %s: product %s %s times reserved, %s times ordered', id, product,
                          coalesce(r.quantity, 0), coalesce(l.quantity, 0))
            from (select order_id as id, product, quantity from ordering.order_line
                  join ordering.orders o on o.id = order_id where o.status = 'CONFIRMED') l
            full join (select reservation as id, product, quantity from inventory.reservation_line
                       join inventory.reservation r on r.id = reservation where r.state = 'CONFIRMED') r
              using (id, product)
            where l.quantity is distinct from r.quantity
            """),
        new SqlCheck(
            "nothing stays reserved",
            """
            select format('reservation %s is held', id) from inventory.reservation where state = 'HELD'
            """));
  }
}
