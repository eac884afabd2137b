package dev.cleave.runtime.saga;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The store on a real PostgreSQL. */
class JdbcSagaStoreIT extends SagaStoreSuite {
  private static EmbeddedPostgres postgres;
  private static DataSource dataSource;
  private final SagaStore store = new JdbcSagaStore(() -> dataSource, System::nanoTime);

  @BeforeAll
  static void start() throws IOException, SQLException {
    postgres = EmbeddedPostgres.start();
    dataSource = postgres.getPostgresDatabase();
    try (InputStream migration =
        JdbcSagaStoreIT.class.getResourceAsStream("/db/migration/cleave/V3__sagas.sql")) {
      execute(new String(migration.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  @BeforeEach
  void empty() throws SQLException {
    execute("truncate cleave_saga");
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String text(String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      StringBuilder text = new StringBuilder();
      while (rows.next()) {
        text.append(rows.getString(1)).append('\n');
      }
      return text.toString();
    }
  }

  @Override
  SagaStore store() {
    return store;
  }

  @Override
  void pass(Duration time) throws SQLException {
    execute(
        """
        update cleave_saga set next_attempt_at = next_attempt_at - i, step_deadline = step_deadline - i,
          lease_until = lease_until - i, started_at = started_at - i, updated_at = updated_at - i,
          ended_at = ended_at - i from (select interval '%d milliseconds' as i) x"""
            .formatted(time.toMillis()));
  }

  @Override
  long nanoTime() {
    return System.nanoTime();
  }

  @Test
  void of_processes_that_claim_at_once_each_saga_goes_to_one() throws Exception {
    execute(
        """
        insert into cleave_saga (saga, id, state, step, done, data)
        select 'travel.book.v1', n, 'RUNNING', 'flight', '{}', '{}' from generate_series(1, 200) n""");
    ExecutorService processes = Executors.newFixedThreadPool(4);
    List<Callable<List<SagaInstance>>> claims = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String holder = "process-" + i % 4;
      claims.add(() -> store.claim(List.of(KEY.saga()), holder, LEASE, 7));
    }
    List<SagaKey> claimed = new ArrayList<>();
    for (Future<List<SagaInstance>> claim : processes.invokeAll(claims)) {
      claim.get().forEach(at -> claimed.add(at.key()));
    }
    processes.shutdown();

    assertThat(claimed).hasSize(200);
    assertThat(new HashSet<>(claimed)).hasSize(200);
  }

  @Test
  void going_from_step_to_step_touches_no_index() throws SQLException {
    store.add(
        new SagaStore.NewSaga(KEY, "flight", "{}", MINUTE, Optional.empty()),
        Optional.of("a"),
        LEASE);
    pass(LEASE.plusSeconds(1));
    SagaInstance at = store.claim(List.of(KEY.saga()), "a", LEASE, 1).get(0);
    execute("select pg_stat_force_next_flush()");
    long before = hotUpdates();
    SagaMove move =
        SagaMove.from(at).to(SagaState.RUNNING, "hotel", List.of("flight"), Optional.of(MINUTE));
    store.record(at, move, Optional.of("a"), LEASE, true);

    org.awaitility.Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> hotUpdates() == before + 1);
  }

  private static long hotUpdates() throws SQLException {
    return Long.parseLong(
        text("select n_tup_hot_upd from pg_stat_user_tables where relname = 'cleave_saga'").trim());
  }

  @Test
  void looking_for_what_is_due_does_not_read_what_has_ended() throws SQLException {
    execute(
        """
        insert into cleave_saga (saga, id, state, step, done, data, ended_at)
        select 'travel.book.v1', n, 'FINISHED', 'ticket', '{}', '{}', now()
        from generate_series(1, 20000) n""");
    execute("analyze cleave_saga");

    assertThat(
            text(
                """
                explain select saga, id from cleave_saga
                where state in ('RUNNING', 'COMPENSATING') and next_attempt_at <= now()
                  and (lease_until is null or lease_until <= now()) and saga = any('{travel.book.v1}')
                order by next_attempt_at limit 16 for update skip locked"""))
        .contains("cleave_saga_open");
  }
}
