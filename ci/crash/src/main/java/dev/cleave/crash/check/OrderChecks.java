package dev.cleave.crash.check;

import java.util.List;

/** Every order that was answered is there once and has ended, with its effects or without any. */
final class OrderChecks {

  private OrderChecks() {}

  static List<SqlCheck> all() {
    return List.of(
        new SqlCheck(
            "every command is answered",
            """
            select format('%s %s was not', lower(kind), key) from crash.command
            where not is_answered and not is_refused
            """),
        new SqlCheck(
            "a repeat gets the same answer",
            """
            select format('under the key %s the ids %s were answered', key,
                          string_agg(distinct content->'answer'->>'id', ' and '))
            from crash.journal where what = 'answered' and content->'answer' ? 'id'
            group by key having count(distinct content->'answer'->>'id') > 1
            """),
        new SqlCheck(
            "no command is refused after it was answered, nor the other way round",
            """
            select format('%s %s was', lower(kind), key) from crash.command where is_answered and is_refused
            """),
        new SqlCheck(
            "every answered order is there",
            """
            select format('order %s of the key %s is not', p.id, p.key) from crash.placed p
            where not exists (select from ordering.orders o where o.id = p.id)
            """),
        new SqlCheck(
            "every order is there once",
            """
            select format('order %s was answered to the keys %s', id, string_agg(key, ' and '))
            from crash.placed group by id having count(*) > 1
            """),
        new SqlCheck(
            "every order that is there was answered",
            """
            select format('order %s of customer %s was not', o.id, o.customer) from ordering.orders o
            where not exists (select from crash.placed p where p.id = o.id)
            """),
        new SqlCheck(
            "an order is what was ordered",
            """
            select format('order %s has the lines %s of customer %s, not %s of %s',
                          o.id, there.lines, o.customer, wanted.lines, p.customer)
            from crash.placed p
            join ordering.orders o on o.id = p.id
            cross join lateral (
              select jsonb_object_agg(l.product::text, l.quantity) as lines from ordering.order_line l
              where l.order_id = o.id) there
            cross join lateral (
              select jsonb_object_agg(l->>'product', (l->>'quantity')::int) as lines
              from jsonb_array_elements(p.lines) l) wanted
            where there.lines is distinct from wanted.lines or o.customer <> p.customer
            """),
        new SqlCheck(
            "every order has ended",
            """
            select format('order %s is %s', id, status) from ordering.orders
            where status not in ('CONFIRMED', 'REJECTED', 'CANCELLED')
            """),
        new SqlCheck(
            "an order that was cancelled stays so",
            """
            select format('order %s was cancelled under the key %s, and is %s', o.id, c.key, o.status)
            from crash.command c
            join ordering.orders o on o.id = split_part(c.path, '/', 4)::uuid
            where c.kind = 'CANCELLATION' and c.answer->>'status' = 'CANCELLED' and o.status <> 'CANCELLED'
            """),
        new SqlCheck(
            "a confirmed order has all its effects, any other one none",
            """
            select format('order %s is %s, its reservation %s, its payment %s, its shipment %s', o.id, o.status,
                          coalesce(r.state, 'absent'), coalesce(p.state, 'absent'), coalesce(s.state, 'absent'))
            from ordering.orders o
            left join inventory.reservation r on r.id = o.id
            left join payments.payment p on p.id = o.id
            left join shipping.shipment s on s.id = o.id
            where case when o.status = 'CONFIRMED'
              then r.state is distinct from 'CONFIRMED' or p.state is distinct from 'CAPTURED'
                or coalesce(s.state, 'CANCELLED') = 'CANCELLED'
              else coalesce(r.state, 'CANCELLED') <> 'CANCELLED'
                or coalesce(p.state, 'VOIDED') not in ('VOIDED', 'REFUNDED')
                or coalesce(s.state, 'CANCELLED') <> 'CANCELLED' end
            """),
        new SqlCheck(
            "nothing has effects but orders",
            """
            select format('%s %s belongs to none', what, id) from (
              select 'reservation' as what, id from inventory.reservation
              union all select 'payment', id from payments.payment
              union all select 'shipment', id from shipping.shipment) effect
            where not exists (select from ordering.orders o where o.id = effect.id)
            """));
  }
}
