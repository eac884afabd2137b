package dev.cleave.crash.check;

import java.util.List;

/**
 * Something wrong.
 *
 * @param law that it breaks
 * @param sql what is done to the databases, or nothing
 * @param journal lines that are added to the journal, or nothing
 */
record Planted(String law, String sql, String journal) {

  private static final String FIRST = "00000000-0000-0000-0000-000000000001";
  private static final String SECOND = "00000000-0000-0000-0000-000000000002";
  private static final String OTHER = "00000000-0000-0000-0000-000000000009";

  private static Planted inDatabase(String law, String sql) {
    return new Planted(
        law,
        sql.replace("FIRST", "'" + FIRST + "'")
            .replace("SECOND", "'" + SECOND + "'")
            .replace("OTHER", "'" + OTHER + "'"),
        "");
  }

  private static Planted inJournal(String law, String lines) {
    return new Planted(
        law, "", lines.replace("FIRST", FIRST).replace("SECOND", SECOND).replace("OTHER", OTHER));
  }

  /** Of the second order one unit was sent, as was asked for; it is there so many times. */
  private static Planted partly(String law, int dispatched) {
    Planted inDatabase =
        inDatabase(
            law,
            """
            insert into shipping.shipment (id, customer, state, dispatched_at)
            values (SECOND, 1, 'PARTLY_DISPATCHED', now());
            insert into shipping.shipment_line (shipment, product, quantity, dispatched, returned)
            values (SECOND, 5, 8, %d, 0)
            """
                .formatted(dispatched));
    Planted inJournal =
        inJournal(
            law,
            """
            {"what":"sent","key":"x","kind":"DISPATCH","path":"/api/shipments/SECOND/dispatches","body":{"lines":[{"product":5,"quantity":1}]}}
            {"what":"answered","key":"x","answer":{"id":"SECOND"}}
            """);
    return new Planted(law, inDatabase.sql(), inJournal.journal());
  }

  /** At least one for every law. */
  static List<Planted> all() {
    return List.of(
        inJournal(
            "every command is answered",
            """
            {"what":"sent","key":"x","kind":"DEPOSIT","path":"/api/wallets/1/deposits","body":{"amount":{"amount":1}}}
            """),
        inJournal(
            "a repeat gets the same answer",
            """
            {"what":"answered","key":"first","answer":{"id":"OTHER"}}
            """),
        inJournal(
            "no command is refused after it was answered, nor the other way round",
            """
            {"what":"refused","key":"first","code":"ordering.out-of-stock"}
            """),
        inJournal(
            "every answered user is there",
            """
            {"what":"sent","key":"x","kind":"USER","path":"/api/users","body":{"name":"Bob"}}
            {"what":"answered","key":"x","answer":{"id":2}}
            """),
        inJournal(
            "every user is there once",
            """
            {"what":"sent","key":"x","kind":"USER","path":"/api/users","body":{"name":"Ann"}}
            {"what":"answered","key":"x","answer":{"id":1}}
            """),
        inDatabase(
            "every user that is there was answered",
            "insert into accounts.users (name) values ('Bob')"),
        inJournal(
            "a user is called as was asked for last",
            """
            {"what":"sent","key":"x","kind":"USER_CHANGE","path":"/api/users/1","body":{"name":"Eve"}}
            {"what":"answered","key":"x","answer":{"id":1}}
            """),
        inJournal(
            "every answered order is there",
            """
            {"what":"sent","key":"x","kind":"ORDER","path":"/api/orders","body":{"customer":1,"lines":[]}}
            {"what":"answered","key":"x","answer":{"id":"OTHER"}}
            """),
        inJournal(
            "every order is there once",
            """
            {"what":"sent","key":"x","kind":"ORDER","path":"/api/orders","body":{"customer":1,"lines":[]}}
            {"what":"answered","key":"x","answer":{"id":"FIRST"}}
            """),
        inDatabase(
            "every order that is there was answered",
            """
            insert into ordering.orders (id, customer, status, freight, currency, placed_at)
            values (OTHER, 1, 'CANCELLED', 0, 'USD', now())
            """),
        inDatabase(
            "an order is what was ordered",
            "update ordering.order_line set quantity = 3 where order_id = FIRST"),
        inDatabase(
            "an order is what was ordered",
            "delete from ordering.order_line where order_id = FIRST"),
        inDatabase("every order has ended", "update ordering.orders set status = 'PENDING'"),
        inJournal(
            "an order that was cancelled stays so",
            """
            {"what":"sent","key":"x","kind":"CANCELLATION","path":"/api/orders/FIRST/cancellation","body":{}}
            {"what":"answered","key":"x","answer":{"id":"FIRST","status":"CANCELLED"}}
            """),
        inDatabase(
            "a confirmed order has all its effects, any other one none",
            "update payments.payment set state = 'AUTHORISED'"),
        inDatabase(
            "a confirmed order has all its effects, any other one none",
            "update inventory.reservation set state = 'HELD' where id = SECOND"),
        inDatabase(
            "a confirmed order has all its effects, any other one none",
            """
            insert into payments.payment (id, state, customer, amount) values (SECOND, 'CAPTURED', 1, 120)
            """),
        inDatabase(
            "nothing has effects but orders",
            "insert into shipping.shipment (id, customer, state) values (OTHER, 1, 'SCHEDULED')"),
        inDatabase(
            "units received are those that were delivered",
            "update inventory.stock set received = 20"),
        inDatabase(
            "units sold are those of confirmed orders", "update inventory.stock set sold = 4"),
        inDatabase(
            "units on hand are not negative",
            """
            select drop_checks('inventory.stock');
            update inventory.stock set sold = 11
            """),
        inDatabase(
            "a reservation holds what was ordered",
            "update inventory.reservation_line set quantity = 1 where reservation = FIRST"),
        inDatabase(
            "nothing stays reserved",
            "update inventory.reservation set state = 'HELD' where id = SECOND"),
        inJournal(
            "every user has a wallet",
            """
            {"what":"sent","key":"x","kind":"USER","path":"/api/users","body":{"name":"Bob"}}
            {"what":"answered","key":"x","answer":{"id":2}}
            """),
        inDatabase(
            "nothing is deposited that nobody put in",
            "update payments.wallet set deposited = 200, balance = 170"),
        inDatabase(
            "what was put in is deposited",
            "update payments.wallet set deposited = 90, balance = 60"),
        inDatabase(
            "deposited is balance, held and paid",
            """
            select drop_checks('payments.wallet');
            update payments.wallet set balance = 71
            """),
        inDatabase(
            "money paid is that of confirmed orders",
            "update payments.wallet set paid = 60, balance = 40"),
        inDatabase("no money stays held", "update payments.wallet set held = 10, balance = 60"),
        inDatabase("a payment is what the order costs", "update payments.payment set amount = 31"),
        inDatabase(
            "the ledger sums to zero",
            """
            select drop_checks('payments.wallet_event');
            insert into payments.wallet_event (customer, version, kind, to_account, amount)
            values (1, 5, 'DEPOSITED', 'wallet:1', 1)
            """),
        inDatabase(
            "a wallet is the sum of its ledger",
            "update payments.wallet set held = 10, balance = 60"),
        inDatabase(
            "nothing happens to a payment twice",
            """
            drop index payments.wallet_event_payment_key;
            insert into payments.wallet_event (customer, version, kind, payment, from_account, to_account, amount)
            values (1, 5, 'CAPTURED', FIRST, 'held:1', 'revenue', 30)
            """),
        inDatabase(
            "units to ship are those that were ordered",
            "update shipping.shipment_line set quantity = 3"),
        inDatabase("what was sent is sent", "update shipping.shipment_line set dispatched = 1"),
        partly("what was sent is sent", 0),
        partly("what was sent is sent once", 2),
        inDatabase(
            "nothing is sent that nobody sent",
            """
            insert into shipping.shipment (id, customer, state, dispatched_at)
            values (SECOND, 1, 'DISPATCHED', now())
            """),
        inDatabase(
            "nothing of accounts is left to deliver",
            """
            insert into accounts.cleave_outbox (subscription, position, partition, key, state, cause)
            values (1, 1, 1, '1', 'PARKED', 'it broke')
            """),
        inDatabase(
            "every event of accounts reaches notifications",
            "delete from notifications.cleave_received where received_at = "
                + "(select max(received_at) from notifications.cleave_received) and event_id::text like '%2'"),
        inDatabase(
            "events of accounts reach notifications in order of their keys",
            """
            update notifications.cleave_received set received_at = received_at - interval '1 minute'
            where event_id::text like '%2'
            """),
        inDatabase(
            "every order is published once",
            "delete from ordering.cleave_event where type = 'ordering.order-placed.v1'"),
        inDatabase(
            "the end of every order is published once",
            """
            insert into ordering.cleave_event (event_id, type, key, partition, payload)
            select gen_random_uuid(), type, key, partition, payload from ordering.cleave_event
            where type = 'ordering.order-confirmed.v1'
            """),
        inDatabase(
            "every saga of ordering has ended",
            "update ordering.cleave_saga set state = 'STUCK', ended_at = null where id = SECOND"),
        inDatabase(
            "a checkout ends as its order does",
            "update ordering.cleave_saga set state = 'FINISHED' where id = SECOND"),
        inDatabase("customers are told of everything", "delete from notifications.message"),
        inDatabase(
            "customers are told of nothing else",
            """
            insert into notifications.message (id, customer, about, subject, text, state, attempts)
            values (OTHER, 1, 'ordering.order-confirmed.v1', 'Yes', 'Yes', 'RECORDED', 0)
            """),
        inDatabase(
            "the history has every order as it is",
            "update ordering.history set cancelled = true where order_id = FIRST"),
        inDatabase("the history has every order as it is", "delete from ordering.history"),
        inDatabase("the history has what was paid", "update ordering.history set captured = 60"),
        inDatabase(
            "the history has the units of every order",
            "update ordering.history_line set ordered = 2 * ordered"));
  }

  @Override
  public String toString() {
    return law;
  }
}
