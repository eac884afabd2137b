package dev.cleave.cli.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleave.cli.FileTree;
import dev.cleave.cli.Secrets;
import dev.cleave.cli.process.Undo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** One server for all tests, in a folder whose name has a space; the restart comes last. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EmbeddedPostgresIT {

  private static final List<String> MODULES = List.of("accounts", "catalog");

  private static Path home;
  private static int port;
  private static Undo undo;
  private static EmbeddedPostgres postgres;
  private static DatabaseAddress address;
  private static Secrets secrets;
  private static Schemas schemas;

  @BeforeAll
  static void start() throws IOException {
    home = Files.createTempDirectory("my repository ");
    port = freePort();
    undo = new Undo(() -> {});
    secrets = new Secrets(home.resolve("secrets"));
    PostgresBinaries binaries = new PostgresBinaries(home.resolve("software/postgresql"));
    binaries.unpack();
    postgres =
        new EmbeddedPostgres(
            binaries, home.resolve("data"), home.resolve("logs/postgres/postgres.log"));
    postgres.initialise(secrets.superuserPassword(), undo);
    postgres.start(port, undo);
    address = new DatabaseAddress("localhost", port, "cleave");
    schemas =
        new Schemas(
            address,
            new Provisioning(address, "postgres", secrets.superuserPassword(), secrets),
            secrets,
            home.resolve("scratch"));
    schemas.bringUpToDate(List.of(war("first.war", "")), MODULES);
  }

  @AfterAll
  static void stop() throws IOException {
    undo.close();
    assertThat(postgres.running()).isEmpty();
    FileTree.delete(home);
  }

  @Test
  @Order(1)
  void a_module_reads_and_writes_its_own_tables_without_naming_its_schema() throws Exception {
    try (Connection connection = connect("accounts")) {
      execute(connection, "insert into accounts (name) values ('Ann')");
      execute(connection, "insert into inbox (key) values ('k')");
      assertThat(count(connection, "select count(*) from accounts")).isEqualTo(1);
    }
  }

  @Test
  @Order(1)
  void a_module_reaches_no_other_schema() throws Exception {
    try (Connection connection = connect("accounts")) {
      assertThatThrownBy(() -> count(connection, "select count(*) from catalog.catalog"))
          .hasMessageContaining("permission denied for schema catalog");
    }
  }

  @Test
  @Order(1)
  void a_module_owns_nothing_and_creates_nothing() throws Exception {
    try (Connection connection = connect("accounts")) {
      for (String forbidden :
          List.of(
              "create table other (id int)",
              "create table public.other (id int)",
              "create temporary table other (id int)",
              "create schema other",
              "drop table accounts",
              "alter table accounts add column extra int",
              "truncate accounts",
              "update flyway_history set success = false",
              "delete from cleave_history")) {
        assertThatThrownBy(() -> execute(connection, forbidden))
            .as(forbidden)
            .isInstanceOf(SQLException.class)
            .hasMessageMatching("(?s)ERROR: (permission denied|must be owner|no schema).*");
      }
    }
  }

  @Test
  @Order(1)
  void the_server_is_prepared_for_moving_modules_and_listens_on_no_socket_file() throws Exception {
    try (Connection connection =
        DriverManager.getConnection(address.url(), "postgres", secrets.superuserPassword())) {
      assertThat(text(connection, "show wal_level")).isEqualTo("logical");
      assertThat(text(connection, "show max_prepared_transactions")).isEqualTo("32");
      assertThat(text(connection, "show unix_socket_directories")).isEmpty();
      assertThat(text(connection, "show log_timezone")).isEqualTo("UTC");
    }
  }

  @Test
  @Order(1)
  void what_stays_prepared_too_long_is_a_problem() throws Exception {
    InDoubt inDoubt = new InDoubt(address, secrets.ownerPassword());
    try (Connection connection = connect("accounts")) {
      execute(connection, "begin");
      execute(connection, "prepare transaction 'left behind'");
      assertThat(inDoubt.problem(Duration.ofMinutes(1))).isEmpty();
      assertThat(inDoubt.problem(Duration.ZERO).orElseThrow())
          .startsWith("1 transactions of cleave_accounts have been in doubt");
      execute(connection, "rollback prepared 'left behind'");
    }
    assertThat(inDoubt.problem(Duration.ZERO)).isEmpty();
  }

  @Test
  @Order(1)
  void a_wrong_password_is_refused() {
    assertThatThrownBy(
            () -> DriverManager.getConnection(address.url(), Provisioning.role("accounts"), "no"))
        .hasMessageContaining("password authentication failed");
  }

  @Test
  @Order(2)
  void a_newer_war_applies_what_is_missing_once() throws Exception {
    Path newer = war("newer.war", "create table addresses (id int)");

    assertThat(schemas.bringUpToDate(List.of(newer), MODULES)).hasValue(2);
    assertThat(schemas.bringUpToDate(List.of(newer), MODULES)).isEmpty();
    try (Connection connection = connect("accounts")) {
      assertThat(count(connection, "select count(*) from addresses")).isZero();
    }
  }

  @Test
  @Order(3)
  void a_migration_that_fails_is_reported_in_one_line_with_its_file_and_reason() {
    assertThatThrownBy(
            () -> schemas.bringUpToDate(List.of(war("broken.war", "create tabel x ()")), MODULES))
        .hasMessageContaining("the schema accounts could not be migrated")
        .hasMessageContaining("accounts-service-1.jar")
        .satisfies(failure -> assertThat(failure.getMessage().lines()).hasSize(1));
  }

  @Test
  @Order(4)
  void a_lock_file_whose_number_belongs_to_another_program_does_not_prevent_a_start()
      throws Exception {
    assertThat(postgres.running()).isPresent();
    Path lock = home.resolve("data/postmaster.pid");
    String foreign =
        Files.readString(lock).replaceFirst("\\d+", Long.toString(ProcessHandle.current().pid()));
    postgres.stop();
    Files.writeString(lock, foreign.replaceAll("(?m)^\\d{10}$", "1000000000"));

    assertThat(postgres.running()).isEmpty();
    postgres.start(port, undo);
    try (Connection connection = connect("accounts")) {
      assertThat(count(connection, "select count(*) from accounts")).isEqualTo(1);
    }
  }

  /** A WAR with one migration per module, and a second one if {@code second} is not empty. */
  private static Path war(String name, String second) throws IOException {
    Path war = home.resolve(name);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war))) {
      put(
          zip,
          "WEB-INF/lib/cleave-runtime-1.jar",
          jar(Map.of("db/migration/cleave/V1__inbox.sql", "create table inbox (key text)")));
      for (String module : MODULES) {
        String folder = "db/migration/" + module + "/";
        String table =
            "create table %s (id int generated always as identity, name text)".formatted(module);
        Map<String, String> files =
            second.isEmpty()
                ? Map.of(folder + "V1__first.sql", table)
                : Map.of(folder + "V1__first.sql", table, folder + "V2__second.sql", second);
        put(zip, "WEB-INF/lib/" + module + "-service-1.jar", jar(files));
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

  private static Connection connect(String module) throws SQLException, IOException {
    return DriverManager.getConnection(
        address.url(), Provisioning.role(module), secrets.modulePassword(module));
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int count(Connection connection, String query) throws SQLException {
    return Integer.parseInt(text(connection, query));
  }

  private static String text(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0)) {
      return any.getLocalPort();
    }
  }
}
