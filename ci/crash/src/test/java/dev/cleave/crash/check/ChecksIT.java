package dev.cleave.crash.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleave.cli.FileTree;
import dev.cleave.cli.build.Repository;
import dev.cleave.cli.postgres.DatabaseAddress;
import dev.cleave.cli.postgres.EmbeddedPostgres;
import dev.cleave.cli.postgres.PostgresBinaries;
import dev.cleave.cli.process.Undo;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every check sees what it is there for, in the tables that the modules really have. */
class ChecksIT {

  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final List<String> MODULES = new Repository(ROOT).modules();
  private static final String PASSWORD = "secret";
  private static final String WORLD = "world";

  private static Path home;
  private static Undo undo;
  private static DatabaseAddress address;

  @TempDir private Path directory;

  @BeforeAll
  static void a_world_without_fault() throws IOException, SQLException {
    home = Files.createTempDirectory("crash-checks-");
    undo = new Undo(() -> {});
    PostgresBinaries binaries = new PostgresBinaries(home.resolve("software"));
    binaries.unpack();
    EmbeddedPostgres postgres =
        new EmbeddedPostgres(binaries, home.resolve("data"), home.resolve("logs/postgres.log"));
    postgres.initialise(PASSWORD, undo);
    int port = freePort();
    postgres.start(port, undo);
    address = new DatabaseAddress("localhost", port, "postgres");
    execute("postgres", "create database " + WORLD);
    for (String module : MODULES) {
      execute(WORLD, "create schema " + module);
      migrate(WORLD, module, ROOT.resolve("modules/cleave/cleave-runtime"), "cleave");
      migrate(WORLD, module, ROOT.resolve("modules/%1$s/%1$s-service".formatted(module)), module);
    }
    execute(WORLD, resource("world.sql"));
  }

  @AfterAll
  static void stop() throws IOException {
    undo.close();
    FileTree.delete(home);
  }

  @Test
  void where_nothing_is_wrong_nothing_is_reported() throws Exception {
    assertThat(violationsAfter("", "")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("planted")
  void a_planted_violation_is_reported(Planted planted) throws Exception {
    assertThat(violationsAfter(planted.sql(), planted.journal()))
        .anyMatch(violation -> violation.startsWith(planted.law() + ": "));
  }

  @Test
  void every_law_is_tested() {
    assertThat(Planted.all().stream().map(Planted::law).map(ChecksIT::ofAnyModule))
        .containsAll(
            new Checks(MODULES).laws().stream().map(ChecksIT::ofAnyModule).distinct().toList());
  }

  @Test
  void what_is_said_to_be_of_too_much_are_laws() {
    assertThat(new Checks(MODULES).laws()).containsAll(Checks.lawsOfTooMuch());
  }

  @Test
  void what_a_module_has_in_a_database_of_its_own_is_compared_in_place_of_what_it_had()
      throws Exception {
    execute("postgres", "create database own");
    execute("own", "create schema payments");
    migrate("own", "payments", ROOT.resolve("modules/cleave/cleave-runtime"), "cleave");
    migrate("own", "payments", ROOT.resolve("modules/payments/payments-service"), "payments");
    execute(
        "own",
        """
        set search_path = payments;
        insert into wallet (customer, version, balance, held, paid, deposited) values (1, 2, 170, 0, 0, 170);
        insert into wallet_event (customer, version, kind, to_account, from_account, amount) values
          (1, 1, 'OPENED', null, null, 0),
          (1, 2, 'DEPOSITED', 'wallet:1', 'deposits', 160)
        """);
    try (Connection own = connect("own");
        Connection main = connect(WORLD)) {
      main.setAutoCommit(false);
      GatheredTables.gather("payments", own, main);

      assertThat(new Checks(MODULES).violations(main, journal("")))
          .contains(
              "nothing is deposited that nobody put in: customer 1: 170.00 deposited, 100.00 put in",
              "money paid is that of confirmed orders: customer 1: 0.00 paid, 30.00 due",
              "a wallet is the sum of its ledger: customer 1: balance 170.00, held 0.00;"
                  + " by the ledger 160.00 and 0");
      main.rollback();
    }
    assertThat(violationsAfter("", "")).isEmpty();
  }

  @Test
  void what_was_loaded_of_the_journal_is_not_loaded_again() throws Exception {
    Path journal = journal("");
    try (Connection connection = connect(WORLD)) {
      connection.setAutoCommit(false);
      Checks checks = new Checks(MODULES);
      checks.violations(connection, journal);
      Files.writeString(
          journal,
          """
          {"what":"sent","key":"later","kind":"USER","path":"/api/users","body":{}}
          """,
          StandardOpenOption.APPEND);

      assertThat(checks.violations(connection, journal))
          .containsExactly("every command is answered: user later was not");
    }
  }

  static List<Planted> planted() {
    return Planted.all();
  }

  private List<String> violationsAfter(String sql, String journalLines) throws Exception {
    try (Connection connection = connect(WORLD);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false); // And never committed: the next test finds the same world.
      if (!sql.isEmpty()) {
        statement.execute(sql);
      }
      return new Checks(MODULES).violations(connection, journal(journalLines));
    }
  }

  private Path journal(String more) throws IOException {
    return Files.writeString(directory.resolve("journal"), resource("world.journal") + more);
  }

  private static String ofAnyModule(String law) {
    return law.replaceAll("\\b(" + String.join("|", MODULES) + ")\\b", "*");
  }

  /** In the order of their versions, as the owner of everything. */
  private static void migrate(String database, String module, Path project, String folder)
      throws IOException, SQLException {
    try (Stream<Path> files =
        Files.list(project.resolve("src/main/resources/db/migration").resolve(folder))) {
      for (Path file : files.sorted().toList()) {
        execute(database, "set search_path = %s;%n%s".formatted(module, Files.readString(file)));
      }
    }
  }

  private static void execute(String database, String sql) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(address.database(database).url(), "postgres", PASSWORD);
  }

  private static String resource(String name) throws IOException {
    try (InputStream content = ChecksIT.class.getResourceAsStream(name)) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
