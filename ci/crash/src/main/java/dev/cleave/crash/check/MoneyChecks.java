package dev.cleave.crash.check;

import java.util.List;

/** Deposited = balance + held + paid, by the wallets, by the ledger and by the orders. */
final class MoneyChecks {

  private MoneyChecks() {}

  static List<SqlCheck> all() {
    return List.of(
        new SqlCheck(
            "every user has a wallet",
            """
            select format('user %s of the key %s has none', answer->>'id', key) from crash.command
            where kind = 'USER' and is_answered
              and not exists (select from payments.wallet w where w.customer::text = answer->>'id')
            """),
        deposits("what was put in is deposited", "<"),
        deposits("nothing is deposited that nobody put in", ">"),
        new SqlCheck(
            "deposited is balance, held and paid",
            """
            select format('customer %s: %s deposited, but %s + %s + %s', customer, deposited, balance, held, paid)
            from payments.wallet where deposited <> balance + held + paid
            """),
        new SqlCheck(
            "money paid is that of confirmed orders",
            """
            select format('customer %s: %s paid, %s due', w.customer, w.paid, coalesce(o.due, 0))
            from payments.wallet w
            left join (select customer, sum(due) as due from crash.owed where status = 'CONFIRMED' group by 1) o
              using (customer)
            where w.paid <> coalesce(o.due, 0)
            """),
        new SqlCheck(
            "no money stays held",
            """
            select format('customer %s: %s', customer, held) from payments.wallet where held <> 0
            """),
        new SqlCheck(
            "a payment is what the order costs",
            """
            select format('order %s: %s of customer %s, due is %s of %s', o.id, p.amount, p.customer, o.due, o.customer)
            from crash.owed o join payments.payment p on p.id = o.id
            where p.customer is not null and (p.amount <> o.due or p.customer <> o.customer)
            """),
        new SqlCheck(
            "the ledger sums to zero",
            """
            select format('it sums to %s', sum(amount)) from payments.ledger_entry having sum(amount) <> 0
            """),
        new SqlCheck(
            "a wallet is the sum of its ledger",
            """
            select format('customer %s: balance %s, held %s; by the ledger %s and %s', w.customer, w.balance, w.held,
                          e.balance, e.held)
            from payments.wallet w
            cross join lateral (
              select coalesce(sum(amount) filter (where account = 'wallet:' || w.customer), 0) as balance,
                     coalesce(sum(amount) filter (where account = 'held:' || w.customer), 0) as held
              from payments.ledger_entry l where l.customer = w.customer) e
            where w.balance <> e.balance or w.held <> e.held
            """),
        new SqlCheck(
            "nothing happens to a payment twice",
            """
            select format('payment %s: %s times %s', payment, count(*), kind) from payments.wallet_event
            where payment is not null group by payment, kind having count(*) > 1
            """));
  }

  private static SqlCheck deposits(String law, String comparison) {
    return new SqlCheck(
        law,
        """
        select format('customer %%s: %%s deposited, %%s put in', customer, w.deposited, coalesce(j.amount, 0))
        from payments.wallet w
        full join (
          select split_part(path, '/', 4)::int as customer, sum((body->'amount'->>'amount')::numeric) as amount
          from crash.command where kind = 'DEPOSIT' and is_answered group by 1) j using (customer)
        where coalesce(w.deposited, 0) %s coalesce(j.amount, 0)
        """
            .formatted(comparison));
  }
}
