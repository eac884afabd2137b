package dev.cleave.cli.northwind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NorthwindImportTest {

  /**
   * 3 users and addresses, 2 categories, 4 products, 4 receipts, 2 deposits, 5 prices, 5 orders, 4
   * dispatches, 1 end.
   */
  private static final int COMMANDS = 33;

  /** 3 users, 2 categories, 4 products, 5 orders. */
  private static final int CREATED = 14;

  @TempDir private Path directory;
  private SampleFiles files;
  private Northwind data;
  private final InMemoryShop shop = new InMemoryShop();

  @BeforeEach
  void data() {
    files = new SampleFiles(directory);
    data = files.read();
  }

  @Test
  void what_is_read_back_agrees_with_the_files() throws Exception {
    assertThat(shop.importAndReadBack(data)).isEqualTo(Expectation.of(data));
    assertThat(shop.commands()).isEqualTo(COMMANDS);
    assertThat(shop.userWithEmail("blonp@northwind.example").get("address"))
        .hasToString(
            "{\"street\":\"24, place Kléber\",\"city\":\"Strasbourg\",\"postalCode\":\"67000\","
                + "\"country\":\"France\"}");
  }

  @Test
  void run_twice_it_changes_nothing() throws Exception {
    Reconciliation first = shop.importAndReadBack(data);

    assertThat(shop.importAndReadBack(data)).isEqualTo(first);
    assertThat(shop.everCreated()).isEqualTo(CREATED);
  }

  @ParameterizedTest
  @EnumSource
  void cut_off_at_any_command_and_run_again_it_doubles_nothing(InMemoryShop.Loss loss)
      throws Exception {
    for (int cut = 1; cut <= COMMANDS; cut++) {
      InMemoryShop fresh = new InMemoryShop().loseFrom(cut, loss);

      assertThatThrownBy(() -> fresh.importAndReadBack(data)).isInstanceOf(ImportFailed.class);

      assertThat(fresh.loseNothing().importAndReadBack(data))
          .as("cut off at command %d", cut)
          .isEqualTo(Expectation.of(data));
      assertThat(fresh.everCreated()).isEqualTo(CREATED);
    }
  }

  @Test
  void cut_off_again_and_again_it_still_arrives() throws Exception {
    for (int cut = 1; cut <= COMMANDS; cut++) {
      shop.loseFrom(cut, InMemoryShop.Loss.OF_THE_ANSWER);
      assertThatThrownBy(() -> shop.importAndReadBack(data)).isInstanceOf(ImportFailed.class);
    }

    assertThat(shop.loseNothing().importAndReadBack(data)).isEqualTo(Expectation.of(data));
    assertThat(shop.everCreated()).isEqualTo(CREATED);
  }

  @Test
  void a_refusal_names_the_row_and_the_reason() {
    Northwind other = files.replace("customers.csv", "Maria Anders", "Mary").read();

    assertThatThrownBy(
            () -> {
              shop.importAndReadBack(data);
              shop.importAndReadBack(other);
            })
        .isInstanceOf(ImportFailed.class)
        .hasMessage(
            "customers.csv:2: the idempotency key was already used for another request. What was"
                + " imported stays; the same command continues from there.");
  }

  @Test
  void stopped_it_sends_nothing_more_and_says_so() {
    NorthwindImport run = new NorthwindImport(shop, data, silent());
    run.stop();

    assertThatThrownBy(run::run).isInstanceOf(ImportStopped.class);
    assertThat(shop.commands()).isZero();
  }

  @Test
  void what_others_put_into_the_shop_does_not_count() throws Exception {
    shop.command("POST", "/api/users", "other", Map.of("name", "Other", "email", "o@example.com"));
    shop.importAndReadBack(data);
    int alfki = shop.userWithEmail("alfki@northwind.example").get("id").asInt();
    shop.command(
        "POST",
        "/api/orders",
        "other",
        Map.of("customer", alfki, "lines", List.of(), "freight", Money.write(BigDecimal.ONE)));
    shop.finishCheckouts();

    Reconciliation result = shop.importAndReadBack(data);
    assertThat(result.differences()).isEmpty();
    assertThat(result.paid()).isEqualTo(Expectation.of(data).paid());
    assertThat(result.wallets()).isEqualTo("112.24");
  }

  @Test
  void whatever_differs_is_told_one_by_one() throws Exception {
    shop.importAndReadBack(data);
    List<Integer> products = new ArrayList<>(shop.products().keySet());
    shop.users().remove(shop.userWithEmail("paris@northwind.example").get("id").asInt());
    shop.userWithEmail("alfki@northwind.example").put("name", "Mary");
    shop.products().get(products.get(0)).put("discontinued", true);
    shop.stock().merge(products.get(1), 1, Integer::sum);
    shop.orders().removeIf(order -> order.get("reference").asText().equals("11"));
    shop.orders().get(0).put("status", "CANCELLED");
    shop.walletOf("blonp@northwind.example").set("held", shop.money("5.00"));
    shop.walletOf("alfki@northwind.example").set("paid", shop.money("471.59"));
    shop.walletOf("alfki@northwind.example").set("balance", shop.money("28.41"));
    shop.shipments().get(idOf("12")).put("state", "PARTLY_DISPATCHED");

    Reconciliation result = shop.importAndReadBack(data);

    assertThat(result.differences())
        .hasSize(9)
        .contains(
            "customer BLONP: of 200.00 deposited 115.16 are paid, but 89.84 are in the wallet",
            "customer ALFKI: paid is 471.59 in the shop, 471.60 in the files",
            "order 12: the shipment is PARTLY_DISPATCHED in the shop, DISPATCHED in the files",
            "customer PARIS: no user has the e-mail address paris@northwind.example",
            "customer ALFKI: name is Mary in the shop, Maria Anders in the files",
            "order 11: customer BLONP has no order with this reference in the shop",
            "order 10: status is CANCELLED in the shop, CONFIRMED in the files")
        .anyMatch(line -> line.endsWith(": discontinued is true in the shop, false in the files"))
        .anyMatch(
            line -> line.matches("product \\d: stock is \\d+ in the shop, \\d+ in the files"));
    assertThat(result.customers()).isEqualTo(2);
    assertThat(result.orders()).isEqualTo(4);
  }

  @Test
  void an_order_that_the_shop_rejects_is_told_with_its_reason() throws Exception {
    shop.changeAfterCommands(
        21, () -> shop.walletOf("blonp@northwind.example").set("balance", shop.money("1.00")));

    assertThatThrownBy(() -> shop.importAndReadBack(data))
        .isInstanceOf(ImportFailed.class)
        .hasMessageMatching(
            "orders.csv:3: order 11 \\(order \\d+ in the shop\\) was rejected: The wallet has less"
                + " than 45.61. It stays so: remove the reason, and import into an empty shop"
                + " \\(./cleave down --clean\\).");
  }

  @Test
  void an_order_that_does_not_come_to_its_end_is_told_after_a_while() {
    Retries impatient =
        new Retries(Duration.ofMillis(5), Duration.ofNanos(1), Duration.ofMillis(1));
    shop.neverFinishCheckouts();

    assertThatThrownBy(() -> new NorthwindImport(shop, data, silent(), impatient).run())
        .isInstanceOf(ImportFailed.class)
        .hasMessageMatching(
            "orders.csv:(2: order 10|3: order 11) \\(order \\d+ in the shop\\) is still in progress"
                + " after 0 s: ./cleave sagas shows where it stands. What was imported stays; the same command"
                + " continues from there.");
  }

  @Test
  void a_wallet_that_is_never_opened_is_told_after_a_while() {
    Retries impatient =
        new Retries(Duration.ofMillis(5), Duration.ofNanos(1), Duration.ofMillis(1));
    shop.neverOpenWallets();

    assertThatThrownBy(() -> new NorthwindImport(shop, data, silent(), impatient).run())
        .isInstanceOf(ImportFailed.class)
        .hasMessageMatching(
            "customers.csv:\\d: the shop has opened no wallet for the user within 0 s: .*");
  }

  @Test
  void each_step_is_told_with_its_counts() throws Exception {
    StringWriter told = new StringWriter();
    new NorthwindImport(shop, data, new StepProgress(new PrintWriter(told), false)).run();

    assertThat(told.toString().lines().map(line -> line.strip().replaceAll(" +", " ")))
        .hasSize(8)
        .allMatch(line -> line.matches("[a-z, ]+ (\\d+) / \\1 \\d+\\.\\d s"))
        .anyMatch(line -> line.startsWith("price changes, orders 10 / 10 "));
  }

  @Test
  void on_a_terminal_a_step_stays_on_its_line() throws Exception {
    StringWriter told = new StringWriter();
    new NorthwindImport(shop, data, new StepProgress(new PrintWriter(told), true)).run();

    assertThat(told.toString()).contains("\r  categories");
    assertThat(told.toString().lines().filter(line -> line.contains(" s"))).hasSize(8);
  }

  private String idOf(String reference) {
    return shop.orders().stream()
        .filter(order -> order.get("reference").asText().equals(reference))
        .findFirst()
        .orElseThrow()
        .get("id")
        .asText();
  }

  private static StepProgress silent() {
    return new StepProgress(new PrintWriter(Writer.nullWriter()), false);
  }
}
