package dev.cleave.shop.ordering.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleave.shop.ShopDatabase;
import dev.cleave.shop.ordering.persistence.OrderStory.Ending;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The query of the README that compares the history with what it tells of. */
class HistoryEqualsWriteSideIT {
  private static final Instant NOON = Instant.parse("1998-05-06T12:00:00.123456Z");

  /** Nobody else's: it has a wallet without a ledger, which payments' own tests must not meet. */
  private static final int CUSTOMER = 990_007;

  /**
   * 2 units of product 1 and 3 of product 2 at 2.50, all sent in two parts, 2 of each came back.
   */
  private final OrderStory story = OrderStory.of(CUSTOMER, List.of(2, 3), Ending.RETURNED, NOON);

  @AfterEach
  void forget() throws Exception {
    execute("delete from payments.payment where customer = " + CUSTOMER);
    execute("delete from payments.wallet where customer = " + CUSTOMER);
  }

  @Test
  void it_finds_nothing_where_both_agree() throws Exception {
    happen();
    HistoryInDatabase.tell(tellIn(HistoryInDatabase.newGeneration()), story.events());

    assertThat(differs()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delete from ordering.history where generation = :generation",
        "update ordering.history set cancelled = true where generation = :generation",
        "update ordering.history set refunded = 1 where generation = :generation",
        "update ordering.history set released = true where generation = :generation",
        "update ordering.history set complete = false where generation = :generation",
        "update ordering.history_line set returned = returned + 1 where generation = :generation",
        "delete from ordering.history_line where generation = :generation and product = 2",
        "update ordering.orders set status = 'PENDING' where id = ':order'",
        "update payments.payment set state = 'REFUNDED' where id = ':order'",
        "update shipping.shipment_line set returned = 0 where shipment = ':order' and product = 1",
        "update inventory.reservation set state = 'CANCELLED' where id = ':order'",
        "delete from ordering.orders where id = ':order'",
      })
  void it_finds_what_differs(String damage) throws Exception {
    int generation = HistoryInDatabase.newGeneration();
    happen();
    HistoryInDatabase.tell(tellIn(generation), story.events());

    execute(
        damage
            .replace(":generation", String.valueOf(generation))
            .replace(":order", story.order().toString()));

    assertThat(differs()).isTrue();
  }

  /** Makes the generation the one that is read. */
  private static int tellIn(int generation) throws Exception {
    HistoryInDatabase.read(generation);
    return generation;
  }

  private void happen() throws Exception {
    execute(
        """
        insert into ordering.orders (id, customer, status, reference, freight, currency, placed_at)
          values (':order', :customer, 'CONFIRMED', :reference, 1.25, 'USD', ':placed');
        insert into ordering.order_line
            (order_id, position, product, quantity, unit_price, discount, amount)
          values (':order', 1, 1, 2, 2.50, 0, 5.00), (':order', 2, 2, 3, 2.50, 0, 7.50);
        insert into payments.wallet (customer, version, balance, held, paid, deposited)
          values (:customer, 1, 0, 0, 0, 0);
        insert into payments.payment (id, state, customer, amount)
          values (':order', 'CAPTURED', :customer, 13.75);
        insert into inventory.reservation (id, state, expires_at)
          values (':order', 'CONFIRMED', now());
        insert into inventory.reservation_line (reservation, product, quantity)
          values (':order', 1, 2), (':order', 2, 3);
        insert into shipping.shipment (id, customer, state, dispatched_at)
          values (':order', :customer, 'DISPATCHED', now());
        insert into shipping.shipment_line (shipment, product, quantity, dispatched, returned)
          values (':order', 1, 2, 2, 2), (':order', 2, 3, 3, 2)
        """
            .replace(":order", story.order().toString())
            .replace(":customer", String.valueOf(CUSTOMER))
            .replace(":reference", story.reference().map("'%s'"::formatted).orElse("null"))
            .replace(":placed", NOON.toString()));
  }

  private boolean differs() throws Exception {
    String readme = Files.readString(Path.of("../ordering/README.md"));
    String sql = readme.substring(readme.indexOf("```sql") + 6);
    try (Connection connection = superuser();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql.substring(0, sql.indexOf("```")))) {
      boolean differs = false;
      while (rows.next()) {
        differs |= rows.getObject("id", UUID.class).equals(story.order().value());
      }
      return differs;
    }
  }

  private static void execute(String sql) throws Exception {
    try (Connection connection = superuser();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Connection superuser() throws Exception {
    return DriverManager.getConnection(
        ShopDatabase.address().url(), "postgres", ShopDatabase.secrets().superuserPassword());
  }
}
