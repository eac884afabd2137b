package dev.cleave.runtime.event;

import dev.cleave.runtime.call.Transactions;
import dev.cleave.runtime.config.CleaveConfig;
import dev.cleave.runtime.contract.ContractModel;
import dev.cleave.runtime.event.billing.Billing;
import dev.cleave.runtime.event.sales.Sales;
import dev.cleave.runtime.message.Broker;
import dev.cleave.runtime.standby.Duties;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.postgresql.ds.PGSimpleDataSource;

/** Two modules, sales and billing, in schemas of their own of one real PostgreSQL. */
final class EventsWorld implements AutoCloseable {
  /** Reached only by what hangs; a group has a sixth of it. */
  static final Duration TIMEOUT = Duration.ofSeconds(30);

  static final Duration LEASE = Duration.ofMillis(1500);

  /** Of those that must not lose their lanes, however slow the machine is. */
  static final Duration LONG_LEASE = Duration.ofSeconds(10);

  private static final List<String> MODULES = List.of("sales", "billing");
  private static final ModulePackages PACKAGES =
      ModulePackages.of(List.of(ContractModel.of(Sales.class), ContractModel.of(Billing.class)));

  private final EmbeddedPostgres postgres;
  private final LocalTransactions manager = new LocalTransactions();
  private final Transactions transactions = Transactions.of(manager);
  private final Map<String, DataSource> pools = new HashMap<>();
  private final List<Events> started = new ArrayList<>();
  private final Map<Events, Duties> duties = new HashMap<>();

  EventsWorld() throws IOException, SQLException {
    postgres =
        EmbeddedPostgres.builder()
            .setServerConfig("max_connections", "200")
            .setServerConfig("fsync", "off")
            .start();
    for (String module : MODULES) {
      try (Connection connection = postgres.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("create schema " + module);
        statement.execute("set search_path = " + module);
        statement.execute(script("V1__inbox.sql"));
        statement.execute(script("V2__events.sql"));
      }
      PGSimpleDataSource physical = (PGSimpleDataSource) postgres.getPostgresDatabase();
      physical.setCurrentSchema(module);
      pools.put(module, manager.pool(physical));
    }
    execute(
        "create table billing.bill (id bigint generated always as identity primary key,"
            + " article text, number int, attempt int)");
    execute("create table sales.sale (article text, number int)");
  }

  private static String script(String name) throws IOException {
    try (InputStream file = EventsWorld.class.getResourceAsStream("/db/migration/cleave/" + name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  DataSource dataSource(String module) {
    return pools.get(module);
  }

  Transactions transactions() {
    return transactions;
  }

  /** For tests that end a transaction where they please. */
  LocalTransactions manager() {
    return manager;
  }

  /** A process with these beans, as quick as tests want it. */
  Events process(String name, FaultPoints faults, Object... beans) {
    return process(settings(name, faults), beans);
  }

  EventSettings settings(String name, FaultPoints faults) {
    return settings(name, faults, TIMEOUT, LEASE);
  }

  EventSettings settings(String name, FaultPoints faults, Duration timeout, Duration lease) {
    return new EventSettings(
        name,
        transactions,
        Optional::empty,
        timeout,
        Duration.ofMillis(100),
        lease,
        4,
        new RetryPolicy(3, Duration.ofMillis(50), Duration.ofMillis(200)),
        Optional.of(Duration.ofDays(1)),
        Duration.ofDays(1),
        faults);
  }

  Events process(EventSettings settings, Object... beans) {
    return process(settings, Map.of(), event -> Set.of(), beans);
  }

  /** A process with a configuration, which may change while it runs. */
  Events process(
      EventSettings settings,
      Map<String, String> properties,
      Function<Object, Set<String>> validator,
      Object... beans) {
    Discovery discovery = new Discovery();
    Map<Class<?>, Object> instances = new HashMap<>();
    for (Object bean : beans) {
      Class<?> type = bean instanceof Class<?> event ? event : bean.getClass();
      discovery.add(type);
      instances.put(type, bean);
    }
    List<String> problems = new ArrayList<>();
    Declarations declarations =
        discovery.declarations(PACKAGES, type -> () -> instances.get(type), problems);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(problems.toString());
    }
    Databases databases =
        new Databases(
            module ->
                Optional.ofNullable(pools.get(module))
                    .orElseThrow(() -> new IllegalStateException("no data source " + module)));
    CleaveConfig config = CleaveConfig.of(properties);
    Duties standby = new Duties(config);
    Events events =
        new Events(
            declarations,
            databases,
            settings,
            module -> true,
            standby,
            new Broker(config),
            config,
            validator);
    events.start();
    duties.put(events, standby);
    started.add(events);
    return events;
  }

  /** What a process does for each module. */
  Duties duties(Events process) {
    return duties.get(process);
  }

  /** Runs work in a transaction of the thread. */
  void inTransaction(Work work) throws Exception {
    transactions.inOwn(
        () -> {
          work.run();
          return null;
        });
  }

  /** Something that may fail. */
  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  List<String> rows(String sql) {
    List<String> found = new ArrayList<>();
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return found;
  }

  long count(String from) {
    return Long.parseLong(rows("select count(*) from " + from).get(0));
  }

  /** Waits until a query gives this number. */
  void await(String from, long count) {
    Awaitility.await(from + " = " + count)
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> count(from) == count);
  }

  /** Stops all processes and forgets all that happened. */
  void reset() throws SQLException {
    started.forEach(Events::stop);
    started.clear();
    List<String> tables = new ArrayList<>(List.of("billing.bill", "sales.sale"));
    for (String module : MODULES) {
      for (String table :
          List.of("event", "subscription", "outbox", "relay", "lease", "received", "read_model")) {
        tables.add("%s.cleave_%s".formatted(module, table));
      }
    }
    execute("truncate %s restart identity".formatted(String.join(", ", tables)));
  }

  @Override
  public void close() throws IOException {
    started.forEach(Events::stop);
    postgres.close();
  }
}
