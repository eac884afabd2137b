package dev.cleave.runtime.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleave.CommandInProgress;
import dev.cleave.IdempotencyKeyReused;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The inbox on a real PostgreSQL; each statement is a transaction of its own unless a test opens
 * one.
 */
class InboxIT {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final byte[] HASH = hash(1);
  private static EmbeddedPostgres postgres;
  private static DataSource dataSource;
  private final Inbox inbox = new Inbox(() -> dataSource);

  private static byte[] hash(int filling) {
    byte[] hash = new byte[32];
    Arrays.fill(hash, (byte) filling);
    return hash;
  }

  @BeforeAll
  static void start() throws IOException, SQLException {
    postgres = EmbeddedPostgres.start();
    dataSource = postgres.getPostgresDatabase();
    try (InputStream migration =
        InboxIT.class.getResourceAsStream("/db/migration/cleave/V1__inbox.sql")) {
      execute(new String(migration.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  @BeforeEach
  void empty() throws SQLException {
    execute("truncate cleave_inbox");
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void a_new_key_is_claimed_and_a_repeat_gets_the_stored_result() throws SQLException {
    assertThat(inbox.claim("k", "Orders.place", HASH, MINUTE)).isEmpty();
    inbox.complete("k", "{\"id\":7}");

    assertThat(inbox.claim("k", "Orders.place", HASH, MINUTE))
        .contains(new Inbox.Stored("{\"id\":7}"));
  }

  @Test
  void another_request_under_the_key_is_refused() throws SQLException {
    inbox.claim("k", "Orders.place", HASH, MINUTE);
    inbox.complete("k", null);

    assertThatThrownBy(() -> inbox.claim("k", "Orders.place", hash(2), MINUTE))
        .isInstanceOf(IdempotencyKeyReused.class)
        .hasMessageContaining("\"k\" was already used for another request (Orders.place)");
    assertThatThrownBy(() -> inbox.claim("k", "Orders.cancel", HASH, MINUTE))
        .isInstanceOf(IdempotencyKeyReused.class);
  }

  @Test
  void a_claim_holds_until_it_expires() throws SQLException {
    inbox.claim("k", "Orders.place", HASH, MINUTE);

    assertThatThrownBy(() -> inbox.claim("k", "Orders.place", HASH, MINUTE))
        .isInstanceOf(CommandInProgress.class)
        .hasMessageContaining("is being executed");

    execute("update cleave_inbox set claimed_until = now() - interval '1 second'");
    assertThat(inbox.claim("k", "Orders.place", HASH, MINUTE)).as("resumed").isEmpty();
    assertThatThrownBy(() -> inbox.claim("k", "Orders.place", HASH, MINUTE))
        .as("held again by the one that resumed it")
        .isInstanceOf(CommandInProgress.class);
  }

  @Test
  void a_released_claim_can_be_resumed_at_once() throws SQLException {
    inbox.claim("k", "Orders.place", HASH, MINUTE);
    inbox.release("k");

    assertThat(inbox.claim("k", "Orders.place", HASH, MINUTE)).isEmpty();
  }

  @Test
  void a_refused_command_frees_its_key_for_any_request() throws SQLException {
    inbox.claim("k", "Orders.place", HASH, MINUTE);
    inbox.forget("k");

    assertThat(inbox.claim("k", "Orders.place", hash(2), MINUTE)).isEmpty();
  }

  @Test
  void neither_release_nor_forget_touches_a_stored_result() throws SQLException {
    inbox.claim("k", "Orders.place", HASH, MINUTE);
    inbox.complete("k", "1");
    inbox.release("k");
    inbox.forget("k");

    assertThat(inbox.claim("k", "Orders.place", HASH, MINUTE)).contains(new Inbox.Stored("1"));
  }

  @Test
  void a_repeat_waits_for_the_transaction_that_holds_the_key()
      throws SQLException, ExecutionException, InterruptedException {
    try (Connection first = dataSource.getConnection()) {
      first.setAutoCommit(false);
      Inbox inFirst = new Inbox(() -> new SameConnection(first).asDataSource());
      inFirst.claim("k", "Orders.place", HASH, MINUTE);

      CompletableFuture<Object> repeat =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return inbox.claim("k", "Orders.place", HASH, MINUTE).orElseThrow();
                } catch (SQLException e) {
                  throw new IllegalStateException(e);
                }
              });
      Awaitility.await().atMost(Duration.ofSeconds(10)).until(InboxIT::somebodyWaitsForALock);
      assertThat(repeat).isNotDone();

      inFirst.complete("k", "\"done\"");
      first.commit();
      assertThat(repeat.get()).isEqualTo(new Inbox.Stored("\"done\""));
    }
  }

  private static boolean somebodyWaitsForALock() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select count(*) from pg_stat_activity where wait_event_type = 'Lock'")) {
      rows.next();
      return rows.getInt(1) > 0;
    }
  }

  @Test
  void clean_up_deletes_old_results_in_batches_and_nothing_else() throws SQLException {
    execute(
        """
        insert into cleave_inbox (idempotency_key, method, request_hash, state, created_at)
        select 'old' || n, 'Orders.place', sha256('x'), 'DONE', now() - interval '31 days'
        from generate_series(1, 25) n""");
    inbox.claim("new", "Orders.place", HASH, MINUTE);
    inbox.complete("new", "1");

    assertThat(inbox.cleanUp(Duration.ofDays(30), 10)).isEqualTo(10);
    assertThat(inbox.cleanUp(Duration.ofDays(30), 10)).isEqualTo(10);
    assertThat(inbox.cleanUp(Duration.ofDays(30), 10)).isEqualTo(5);
    assertThat(inbox.cleanUp(Duration.ofDays(30), 10)).isZero();
    assertThat(inbox.claim("new", "Orders.place", HASH, MINUTE)).contains(new Inbox.Stored("1"));
  }

  /** A data source that always hands out one connection, which closing does not end. */
  private record SameConnection(Connection connection) {
    DataSource asDataSource() {
      return proxy(
          DataSource.class,
          (self, method, arguments) ->
              method.getName().equals("getConnection") ? unclosable() : null);
    }

    private Connection unclosable() {
      return proxy(
          Connection.class,
          (self, method, arguments) ->
              method.getName().equals("close") ? null : method.invoke(connection, arguments));
    }

    private static <T> T proxy(Class<T> type, java.lang.reflect.InvocationHandler handler) {
      return type.cast(
          java.lang.reflect.Proxy.newProxyInstance(
              type.getClassLoader(), new Class<?>[] {type}, handler));
    }
  }
}
