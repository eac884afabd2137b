package dev.cleave.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleave.cli.FileTree;
import dev.cleave.cli.Secrets;
import dev.cleave.cli.postgres.DatabaseAddress;
import dev.cleave.cli.postgres.EmbeddedPostgres;
import dev.cleave.cli.postgres.PostgresBinaries;
import dev.cleave.cli.postgres.Provisioning;
import dev.cleave.cli.postgres.Schemas;
import dev.cleave.cli.process.Undo;
import dev.cleave.cli.report.ModuleData.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Stock breaks every rule of a move, ordering none; stock's last migration was not applied. */
class TablesIT {
  private static final List<String> MODULES = List.of("ordering", "stock");
  private static final String KEPT =
      "create table orders (id int generated always as identity primary key);"
          + " insert into orders default values; insert into orders default values;";
  private static final String BROKEN =
      """
      create table shelves (id int primary key);
      create table notes (text varchar);
      create unlogged table cache (id int primary key);
      create table pictures (id int primary key, content oid);
      create table silent (id int primary key);
      alter table silent replica identity nothing;
      create table full_rows (text varchar);
      alter table full_rows replica identity full;
      """;

  private static Path home;
  private static Undo undo;
  private static DatabaseAddress address;
  private static Secrets secrets;
  private static Map<String, ModuleData> data;

  @BeforeAll
  static void start() throws Exception {
    home = Files.createTempDirectory("report");
    undo = new Undo(() -> {});
    secrets = new Secrets(home.resolve("secrets"));
    PostgresBinaries binaries = new PostgresBinaries(home.resolve("software/postgresql"));
    binaries.unpack();
    EmbeddedPostgres postgres =
        new EmbeddedPostgres(binaries, home.resolve("data"), home.resolve("logs/postgres.log"));
    postgres.initialise(secrets.superuserPassword(), undo);
    int port = freePort();
    postgres.start(port, undo);
    address = new DatabaseAddress("localhost", port, "cleave");
    new Schemas(
            address,
            new Provisioning(address, "postgres", secrets.superuserPassword(), secrets),
            secrets,
            home.resolve("scratch"))
        .bringUpToDate(List.of(war("first.war", false)), MODULES);
    try (Connection connection =
            DriverManager.getConnection(address.url(), "postgres", secrets.superuserPassword());
        Statement statement = connection.createStatement()) {
      statement.execute(
          "alter table stock.shelves add order_id int constraint to_order references ordering.orders");
    }
    data =
        new Tables(address, secrets.ownerPassword())
            .read(MODULES, war("newer.war", true), home.resolve("scratch"));
  }

  @AfterAll
  static void stop() throws IOException {
    undo.close();
    FileTree.delete(home);
  }

  @Test
  void tables_come_with_rows_and_bytes_and_sequences_with_their_names() {
    ModuleData ordering = data.get("ordering");
    Table orders =
        ordering.tables().stream().filter(t -> t.name().equals("orders")).findFirst().orElseThrow();

    assertThat(orders.rows()).isEqualTo(2);
    assertThat(orders.isEstimate()).isFalse();
    assertThat(orders.bytes()).isPositive();
    assertThat(ordering.sequences()).containsExactly("orders_id_seq");
    assertThat(ordering.rows()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void what_the_move_would_refuse_is_found_with_its_table() {
    assertThat(data.get("stock").findings())
        .extracting(Finding::place, finding -> finding.what().replaceFirst("[:,].*", ""))
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("stock.cache", "the table is unlogged"),
            org.assertj.core.groups.Tuple.tuple("stock.notes", "the table has no replica identity"),
            org.assertj.core.groups.Tuple.tuple(
                "stock.silent", "the table has no replica identity"),
            org.assertj.core.groups.Tuple.tuple(
                "stock.pictures.content", "the column refers to a large object"),
            org.assertj.core.groups.Tuple.tuple(
                "stock.shelves",
                "the foreign key to_order from stock.shelves to ordering.orders leaves the schema"),
            org.assertj.core.groups.Tuple.tuple(
                "schema stock", "the migration V2__later.sql has not been applied"));
  }

  @Test
  void the_module_that_a_foreign_key_leads_to_is_held_back_too() {
    assertThat(data.get("ordering").findings())
        .extracting(Finding::place)
        .containsExactly("stock.shelves");
  }

  @Test
  void nothing_is_changed_by_looking() throws Exception {
    assertThat(
            new Tables(address, secrets.ownerPassword())
                .read(MODULES, war("again.war", true), home.resolve("scratch")))
        .isEqualTo(data);
  }

  @Test
  void a_database_that_does_not_answer_is_named_with_the_reason() throws IOException {
    DatabaseAddress nowhere = new DatabaseAddress("localhost", freePort(), "cleave");

    assertThatThrownBy(
            () ->
                new Tables(nowhere, "secret")
                    .read(MODULES, home.resolve("first.war"), home.resolve("scratch")))
        .isInstanceOf(Tables.Unreadable.class)
        .hasMessageContaining(nowhere.url())
        .hasMessageContaining("refused");
  }

  private static Path war(String name, boolean hasMore) throws IOException {
    Path war = home.resolve(name);
    Map<String, byte[]> jars = new LinkedHashMap<>();
    jars.put(
        "cleave-runtime-1.jar",
        jar(
            Map.of(
                "db/migration/cleave/V1__inbox.sql", "create table inbox (key text primary key)")));
    jars.put("ordering-service-1.jar", jar(Map.of("db/migration/ordering/V1__orders.sql", KEPT)));
    Map<String, String> stock = new LinkedHashMap<>();
    stock.put("db/migration/stock/V1__stock.sql", BROKEN);
    if (hasMore) {
      stock.put("db/migration/stock/V2__later.sql", "create table later (id int primary key)");
    }
    jars.put("stock-service-1.jar", jar(stock));
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war))) {
      for (Map.Entry<String, byte[]> jar : jars.entrySet()) {
        put(zip, "WEB-INF/lib/" + jar.getKey(), jar.getValue());
      }
    }
    return war;
  }

  private static byte[] jar(Map<String, String> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        put(zip, file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0)) {
      return any.getLocalPort();
    }
  }
}
