package dev.cleave.runtime.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.cleave.runtime.event.billing.Bills;
import dev.cleave.runtime.event.sales.Sales;
import dev.cleave.runtime.event.sales.Sold;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of a fired event, with the transaction it was fired in. */
class PublishAndDeliverIT {
  private static EventsWorld world;

  @BeforeAll
  static void start() throws IOException, SQLException {
    world = new EventsWorld();
  }

  @AfterAll
  static void stop() throws IOException {
    world.close();
  }

  @AfterEach
  void forget() throws SQLException {
    if (world.transactions().isActive()) {
      // of a test that failed; what it has locked could not be emptied
      world.manager().rollback();
    }
    world.reset();
  }

  private static Events process() {
    return world.process(
        "shop", FaultPoints.NONE, new Bills(world.dataSource("billing"), event -> {}));
  }

  private static void sell(Events events, Sold sold) throws SQLException {
    try (Connection connection = world.dataSource("sales").getConnection();
        Statement insert = connection.createStatement()) {
      insert.execute(
          "insert into sale values ('%s', %d)".formatted(sold.article().value(), sold.number()));
    }
    events.publisher().publish(sold, Sales.class);
  }

  @Test
  void an_event_is_kept_and_delivered_when_its_transaction_commits() throws Exception {
    Events events = process();

    world.inTransaction(() -> sell(events, Sold.of("lamp", 1)));

    world.await("billing.bill", 1);
    assertThat(world.rows("select article || number || attempt from billing.bill"))
        .containsExactly("lamp11");
    assertThat(world.rows("select type || ' ' || key || ' ' || payload from sales.cleave_event"))
        .containsExactly("sales.sold.v1 lamp {\"article\":\"lamp\",\"number\":1}");
    assertThat(world.count("billing.cleave_received")).isEqualTo(1);
    world.await("sales.cleave_outbox", 0);
  }

  @Test
  void an_event_vanishes_with_a_transaction_that_rolls_back() throws Exception {
    Events events = process();

    world.manager().begin();
    sell(events, Sold.of("lamp", 1));
    world.manager().rollback();
    world.inTransaction(() -> sell(events, Sold.of("chair", 2)));

    world.await("billing.bill", 1);
    assertThat(world.rows("select article from billing.bill")).containsExactly("chair");
    assertThat(world.count("sales.cleave_event")).isEqualTo(1);
  }

  @Test
  void outside_a_transaction_an_event_is_refused() {
    Events events = process();
    assertThatIllegalStateException()
        .isThrownBy(() -> events.publisher().publish(Sold.of("lamp", 1), Sales.class))
        .withMessageContaining("sales.sold.v1 was fired outside any transaction");
  }

  @Test
  void another_modules_event_is_refused() throws Exception {
    Events events = process();
    world.inTransaction(
        () ->
            assertThatIllegalArgumentException()
                .isThrownBy(() -> events.publisher().publish(Sold.of("lamp", 1), Bills.class))
                .withMessageContaining("only the module sales may publish"));
  }

  @Test
  void a_class_that_is_no_event_is_refused() throws Exception {
    Events events = process();
    world.inTransaction(
        () ->
            assertThatIllegalArgumentException()
                .isThrownBy(() -> events.publisher().publish("text", Sales.class))
                .withMessageContaining("java.lang.String", "@IntegrationEvent"));
  }

  @Test
  void the_first_event_reaches_a_listener_whose_registration_is_still_under_way() throws Exception {
    for (int i = 0; i < 5; i++) {
      Events events = process();
      world.inTransaction(() -> sell(events, Sold.of("lamp", 1)));
      world.await("billing.bill", 1);
      world.reset();
    }
  }

  @Test
  void events_of_one_key_arrive_in_the_order_of_their_commits_under_concurrent_publishers()
      throws Exception {
    Events events = process();
    int[] next = new int[5];
    Object[] locks = {new Object(), new Object(), new Object(), new Object(), new Object()};
    ExecutorService pool = Executors.newFixedThreadPool(8);
    List<Future<?>> running = new ArrayList<>();
    Callable<?> publisher =
        () -> {
          for (int i = 0; i < 50; i++) {
            int key = ThreadLocalRandom.current().nextInt(5);
            int other = ThreadLocalRandom.current().nextInt(5, 100);
            world.inTransaction(
                () -> {
                  // the row lock that real writers of one aggregate have
                  sell(events, Sold.of("other" + other, other));
                  synchronized (locks[key]) {
                    sell(events, Sold.of("key" + key, ++next[key]));
                    world.manager().commit();
                    world.manager().begin();
                  }
                });
          }
          return null;
        };
    for (int i = 0; i < 8; i++) {
      running.add(pool.submit(publisher));
    }
    for (Future<?> each : running) {
      each.get();
    }
    pool.shutdown();

    world.await("billing.bill", 800);
    for (int key = 0; key < 5; key++) {
      List<String> numbers =
          world.rows(
              "select number from billing.bill where article = 'key" + key + "' order by id");
      List<String> sorted =
          numbers.stream().sorted(java.util.Comparator.comparingInt(Integer::parseInt)).toList();
      assertThat(numbers).hasSize(next[key]).isEqualTo(sorted);
    }
    world.await("sales.cleave_outbox", 0);
  }

  private static void append(String... keys) throws SQLException {
    List<PublishedEvent> events = new ArrayList<>();
    for (String key : keys) {
      events.add(new PublishedEvent(EventIds.next(), "sales.sold.v1", key, "{}", null));
    }
    new EventLog(new Database("sales", () -> world.dataSource("sales"))).append(events);
  }

  private static CompletableFuture<Void> appendElsewhere(String... keys) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            world.inTransaction(() -> append(keys));
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Test
  void of_two_transactions_with_one_key_the_later_takes_its_number_after_the_first_has_committed()
      throws Exception {
    world.manager().begin();
    append("lamp");

    CompletableFuture<Void> other = appendElsewhere("chair");
    other.get(10, TimeUnit.SECONDS);
    CompletableFuture<Void> second = appendElsewhere("desk", "lamp");
    world.await("pg_stat_activity where wait_event = 'advisory'", 1);
    assertThat(second).isNotDone();
    world.manager().commit();
    second.get(10, TimeUnit.SECONDS);

    assertThat(world.rows("select key from sales.cleave_event order by position"))
        .containsExactly("lamp", "chair", "desk", "lamp");
    assertThat(
            world.rows(
                "select position from sales.cleave_event where key = 'chair' and position < 3"))
        .as("another key does not wait")
        .hasSize(1);
  }

  @Test
  void transactions_with_the_same_keys_in_another_order_do_not_lock_each_other_out()
      throws Exception {
    String[] keys = {"a", "b", "c", "d", "e", "f", "g", "h"};
    String[] reversed = {"h", "g", "f", "e", "d", "c", "b", "a"};
    List<CompletableFuture<Void>> running = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      running.add(appendElsewhere(i % 2 == 0 ? keys : reversed));
    }
    for (CompletableFuture<Void> each : running) {
      each.get(20, TimeUnit.SECONDS);
    }
    assertThat(world.count("sales.cleave_event")).isEqualTo(320);
  }
}
