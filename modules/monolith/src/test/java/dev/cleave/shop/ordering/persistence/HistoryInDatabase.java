package dev.cleave.shop.ordering.persistence;

import dev.cleave.cli.postgres.Provisioning;
import dev.cleave.event.EventContext;
import dev.cleave.event.EventListener;
import dev.cleave.event.IntegrationEvent;
import dev.cleave.shop.ShopDatabase;
import dev.cleave.shop.ordering.HistoryEntry;
import dev.cleave.shop.ordering.application.HistoryProjection;
import dev.cleave.shop.ordering.domain.HistorySearch;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The history as its listeners write it and its readers read it; each test has generations of its
 * own.
 */
final class HistoryInDatabase {
  static final HistorySearch ALL =
      new HistorySearch(List.of(), List.of(), List.of(), Instant.MIN, Instant.MAX);

  private static final AtomicInteger GENERATIONS = new AtomicInteger(1000);

  private HistoryInDatabase() {}

  static {
    makeReadModelTable();
  }

  /** Where the events runtime, whose table it is, has not made it. */
  private static void makeReadModelTable() {
    try (Connection connection =
            DriverManager.getConnection(
                ShopDatabase.address().url(),
                Provisioning.OWNER,
                ShopDatabase.secrets().ownerPassword());
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create table if not exists ordering.cleave_read_model"
              + " (name text primary key, active integer not null default 1, building integer)");
    } catch (SQLException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An event and when it was published. */
  record Told(Record event, Instant at) {}

  static int newGeneration() {
    return GENERATIONS.incrementAndGet();
  }

  /** Delivers the events in one transaction, each to the listener for its type. */
  static void tell(int generation, List<Told> events) throws Exception {
    ShopDatabase.inTransaction(
        "ordering",
        em -> {
          HistoryProjection projection = new HistoryProjection(history(em));
          for (Told told : events) {
            context(generation, told)
                .run(() -> listener(told.event()).invoke(projection, told.event()));
          }
          return null;
        });
  }

  static List<HistoryEntry> read(int generation, HistorySearch search, int offset, int limit)
      throws Exception {
    return ShopDatabase.inTransaction(
        "ordering",
        em -> {
          em.createNativeQuery(
                  "insert into cleave_read_model (name, active) values ('history', :generation)"
                      + " on conflict (name) do update set active = excluded.active")
              .setParameter("generation", generation)
              .executeUpdate();
          return history(em).page(search, offset, limit);
        });
  }

  static List<HistoryEntry> read(int generation) throws Exception {
    return read(generation, ALL, 0, 1000);
  }

  static int drop(int generation, int limit) throws Exception {
    return ShopDatabase.inTransaction(
        "ordering", em -> new HistoryProjection(history(em)).drop(generation, limit));
  }

  private static JpaHistory history(EntityManager em) {
    JpaHistory history = new JpaHistory();
    history.em = em;
    return history;
  }

  private static EventContext context(int generation, Told told) {
    return new EventContext(
        UUID.randomUUID(),
        told.event().getClass().getAnnotation(IntegrationEvent.class).value(),
        "",
        told.at(),
        1,
        generation,
        Optional.empty());
  }

  private static Method listener(Record event) {
    return Stream.of(HistoryProjection.class.getMethods())
        .filter(method -> method.isAnnotationPresent(EventListener.class))
        .filter(method -> method.getParameterTypes()[0] == event.getClass())
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing listens to " + event.getClass()));
  }
}
