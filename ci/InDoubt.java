import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The two halves of {@code ci/in-doubt.sh}: the crash, and the check after the restart. */
final class InDoubt {
  private static final int PRODUCTS = 120;
  private static final int CLIENTS = 8;
  private static final Duration RECOVERY = Duration.ofSeconds(120);
  private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");

  /** Products whose one unit was written off without taking them off sale, or the reverse. */
  private static final String VIOLATIONS =
      """
      select p.id, s.written_off, p.discontinued
      from catalog.product p join inventory.stock s on s.product = p.id
      where (s.written_off = s.received) <> p.discontinued
      """;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String url;

  private InDoubt(String url) {
    this.url = url;
  }

  public static void main(String[] arguments) throws Exception {
    switch (arguments[0]) {
      case "crash" -> new InDoubt(arguments[1]).crash(Long.parseLong(arguments[2]));
      case "check" -> check();
      default -> throw new IllegalArgumentException("crash or check, not " + arguments[0]);
    }
  }

  private void crash(long pid) throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    List<Integer> products = stocked(clients);
    ConcurrentLinkedQueue<Integer> open = new ConcurrentLinkedQueue<>(products);
    Set<Integer> answered = new ConcurrentSkipListSet<>();
    try (Connection connection = database()) {
      connection.createStatement().execute("create table answered (product integer primary key)");
      for (int i = 0; i < CLIENTS; i++) {
        clients.submit(() -> writeOff(open, answered));
      }
      int left = killWithOneInDoubt(connection, pid, open);
      clients.shutdownNow();
      for (int product : answered) {
        connection.createStatement().execute("insert into answered values (" + product + ")");
      }
      System.out.printf(
          "killed with %d transactions prepared and undecided, after %d of %d write-offs were answered%n",
          left, answered.size(), products.size());
    }
  }

  /** Products of which there is one unit each. */
  private List<Integer> stocked(ExecutorService clients) throws Exception {
    int category = id(created("/api/categories", "{\"name\":\"Perishable\"}"));
    List<Future<Integer>> made = new ArrayList<>();
    for (int i = 0; i < PRODUCTS; i++) {
      made.add(
          clients.submit(
              () -> {
                int product =
                    id(
                        created(
                            "/api/products",
                            """
                            {"name":"Milk","category":%d,"quantityPerUnit":"1 l","price":{"amount":1.50,"currency":"USD"}}"""
                                .formatted(category)));
                created("/api/stock/" + product + "/receipts", "{\"quantity\":1}");
                return product;
              }));
    }
    List<Integer> products = new ArrayList<>();
    for (Future<Integer> product : made) {
      products.add(product.get());
    }
    return products;
  }

  private void writeOff(ConcurrentLinkedQueue<Integer> open, Set<Integer> answered) {
    for (Integer product = open.poll(); product != null; product = open.poll()) {
      try {
        created("/api/stock/" + product + "/write-off", "{\"quantity\":1,\"reason\":\"sour\"}");
        answered.add(product);
      } catch (IOException theServerIsGone) {
        return;
      }
    }
  }

  /**
   * Stops the process whenever a transaction is seen prepared, and kills it if one still is when
   * the database has done what it was told before.
   */
  private static int killWithOneInDoubt(
      Connection connection, long pid, ConcurrentLinkedQueue<Integer> open) throws Exception {
    while (!open.isEmpty()) {
      if (prepared(connection) == 0) {
        continue;
      }
      signal("STOP", pid);
      while (active(connection) > 0) {
        Thread.onSpinWait();
      }
      int left = prepared(connection);
      if (left > 0) {
        signal("KILL", pid);
        return left;
      }
      signal("CONT", pid);
    }
    throw new IllegalStateException(
        "all write-offs were done before one was caught in doubt: try again");
  }

  private static void signal(String name, long pid) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(pid)).inheritIO().start().waitFor();
  }

  private static void check() throws Exception {
    try (Connection connection = database()) {
      long end = System.nanoTime() + RECOVERY.toNanos();
      int left = prepared(connection);
      System.out.printf("%d transactions in doubt after the restart%n", left);
      while (left > 0 && System.nanoTime() < end) {
        Thread.sleep(50);
        left = prepared(connection);
      }
      List<String> violations = new ArrayList<>();
      if (left > 0) {
        violations.add(
            "%d transactions are still in doubt after %d s".formatted(left, RECOVERY.toSeconds()));
      }
      collect(connection, VIOLATIONS, "product %d: written off %d, discontinued %s", violations);
      collect(
          connection,
          """
          select a.product, s.written_off, p.discontinued from answered a
          join inventory.stock s using (product) join catalog.product p on p.id = a.product
          where s.written_off <> 1 or not p.discontinued
          """,
          "product %d was answered as written off: written off %d, discontinued %s",
          violations);
      violations.stream().limit(10).forEach(System.out::println);
      System.out.printf("%d products, %d violations%n", PRODUCTS, violations.size());
      System.exit(violations.isEmpty() ? 0 : 1);
    }
  }

  private static void collect(
      Connection connection, String sql, String sentence, List<String> violations)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        violations.add(sentence.formatted(rows.getInt(1), rows.getInt(2), rows.getBoolean(3)));
      }
    }
  }

  private static Connection database() throws SQLException {
    return DriverManager.getConnection(
        System.getenv("DATABASE"), "postgres", System.getenv("PASSWORD"));
  }

  private static int prepared(Connection connection) throws SQLException {
    return number(connection, "select count(*) from pg_prepared_xacts");
  }

  /** How many statements the database is executing for modules. */
  private static int active(Connection connection) throws SQLException {
    return number(
        connection,
        "select count(*) from pg_stat_activity where state = 'active' and usename like 'cleave%'");
  }

  private static int number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private String created(String path, String json) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + System.getenv("KEY"))
            .POST(BodyPublishers.ofString(json))
            .build();
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw new IOException(path + " answered " + response.statusCode() + ": " + response.body());
      }
      return response.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static int id(String json) {
    Matcher id = ID.matcher(json);
    if (!id.find()) {
      throw new IllegalStateException("no id in " + json);
    }
    return Integer.parseInt(id.group(1));
  }
}
