package dev.cleave.shop.blackbox;

import static dev.cleave.shop.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleave.shop.server.SharedServer;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writing off the last unit discontinues the product: in two databases, both or neither. */
@ArquillianTest
@RunAsClient
class WriteOffIT {
  private static final AtomicInteger NOBODYS =
      new AtomicInteger(1_500_000_000 + (int) (System.nanoTime() & 0xfff_ffff));

  private int product;

  @BeforeEach
  void stockTenOfANewProduct() {
    int category =
        Target.created("/api/categories", "{\"name\":\"Perishable\"}").path("id").asInt();
    product =
        Target.created(
                "/api/products",
                """
                {"name":"Milk","category":%d,"quantityPerUnit":"1 l","price":{"amount":1.50,"currency":"USD"}}"""
                    .formatted(category))
            .path("id")
            .asInt();
    receiveTen(product);
  }

  @Test
  void the_last_unit_takes_the_product_off_sale() {
    assertThat(writeOff(product, 9).statusCode()).isEqualTo(200);
    assertThat(onHand(product)).isEqualTo(1);
    assertThat(isDiscontinued()).isFalse();

    assertThat(writeOff(product, 1).statusCode()).isEqualTo(200);
    assertThat(onHand(product)).isZero();
    assertThat(isDiscontinued()).isTrue();
  }

  @Test
  void a_repeat_with_the_same_key_writes_off_once() {
    String key = UUID.randomUUID().toString();
    for (int i = 0; i < 2; i++) {
      assertThat(Target.json(writeOff(product, 6, "Idempotency-Key", key)).path("onHand").asInt())
          .isEqualTo(4);
    }
    assertThat(onHand(product)).isEqualTo(4);
  }

  @Test
  void what_the_catalog_refuses_leaves_the_stock_as_it_was() {
    int unknown = NOBODYS.incrementAndGet();
    receiveTen(unknown);

    assertThat(
            assertProblem(writeOff(unknown, 10), 409, "inventory.not-in-catalog").path("product"))
        .hasToString("" + unknown);
    assertThat(onHand(unknown)).isEqualTo(10);
    assertThat(writeOff(unknown, 9).statusCode()).isEqualTo(200);
  }

  /** At the first moment after the catalog was called, and at the last before it is decided. */
  @ParameterizedTest
  @ValueSource(strings = {"trigger %s before update", "constraint trigger %s after update"})
  void what_fails_in_the_inventory_afterwards_leaves_the_catalog_as_it_was(String trigger)
      throws SQLException {
    Assumptions.assumeTrue(SharedServer.setting("cleave.database.url") != null);
    String name = "write_off_" + product;
    String deferred = trigger.startsWith("constraint") ? "deferrable initially deferred" : "";
    sql(
        """
        create function inventory.%s() returns trigger language plpgsql as
        $$begin raise 'the disk is full'; end$$"""
            .formatted(name));
    try {
      sql(
          "create %s on inventory.stock %s for each row when (new.product = %d) execute function inventory.%s()"
              .formatted(trigger.formatted(name), deferred, product, name));

      assertProblem(writeOff(product, 10), 500, "cleave.call-failed");
      assertThat(isDiscontinued()).isFalse();
      assertThat(onHand(product)).isEqualTo(10);
      assertThat(prepared()).isZero();
    } finally {
      sql("drop function inventory.%s() cascade".formatted(name));
    }
    assertThat(writeOff(product, 10).statusCode()).isEqualTo(200);
    assertThat(isDiscontinued()).isTrue();
  }

  @Test
  void units_that_are_reserved_or_not_there_are_not_written_off() {
    assertThat(
            assertProblem(writeOff(product, 11), 409, "inventory.insufficient-stock")
                .path("available")
                .asInt())
        .isEqualTo(10);
    assertProblem(writeOff(NOBODYS.incrementAndGet(), 1), 404, "inventory.not-stocked");
    assertThat(isDiscontinued()).isFalse();
  }

  @Test
  void only_operators_write_off_and_they_say_how_many_and_why() {
    String path = "/api/stock/" + product + "/write-off";
    assertThat(Target.post(path, "{\"quantity\":1,\"reason\":\"lost\"}").statusCode())
        .isEqualTo(401);
    for (String body :
        new String[] {"{}", "{\"quantity\":0,\"reason\":\"lost\"}", "{\"quantity\":1}"}) {
      assertProblem(Target.post(path, body, operator()), 400, "cleave.invalid-request");
    }
    assertThat(onHand(product)).isEqualTo(10);
  }

  private static HttpResponse<String> writeOff(int product, int quantity, String... headers) {
    return Target.post(
        "/api/stock/" + product + "/write-off",
        "{\"quantity\":%d,\"reason\":\"gone sour\"}".formatted(quantity),
        operator(headers));
  }

  private static String[] operator(String... more) {
    String[] headers = java.util.Arrays.copyOf(more, more.length + 2);
    headers[more.length] = "Authorization";
    headers[more.length + 1] = "Bearer " + Target.operatorKey();
    return headers;
  }

  private static void receiveTen(int product) {
    Target.created("/api/stock/" + product + "/receipts", "{\"quantity\":10}");
  }

  private static int onHand(int product) {
    return Target.json(Target.get("/api/stock/" + product)).path("onHand").asInt();
  }

  private boolean isDiscontinued() {
    return Target.json(Target.get("/api/products/" + product)).path("discontinued").asBoolean();
  }

  private static int prepared() throws SQLException {
    try (Connection connection = connection();
        ResultSet rows =
            connection.createStatement().executeQuery("select count(*) from pg_prepared_xacts")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static void sql(String statement) throws SQLException {
    try (Connection connection = connection();
        Statement execution = connection.createStatement()) {
      execution.execute(statement);
    }
  }

  private static Connection connection() throws SQLException {
    return DriverManager.getConnection(
        SharedServer.setting("cleave.database.url"),
        SharedServer.setting("cleave.database.user"),
        SharedServer.setting("cleave.database.password"));
  }
}
