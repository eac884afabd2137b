package dev.cleave.runtime.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleave.runtime.event.billing.Bills;
import dev.cleave.runtime.event.billing.Bills.Intrusion;
import dev.cleave.runtime.event.billing.LaterBills;
import dev.cleave.runtime.event.sales.Sales;
import dev.cleave.runtime.event.sales.Sold;
import dev.cleave.runtime.event.sales.renamed.ArticleSold;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Deliveries that fail, hang, cannot be read, or are made twice. */
class FailedDeliveriesIT {
  private static final String WRITE_BILL = "billing.write-bill";
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
    world.reset();
  }

  private static Events process(Intrusion intrusion) {
    return process(EventsWorld.TIMEOUT, intrusion);
  }

  private static Events process(Duration timeout, Intrusion intrusion) {
    return world.process(
        world.settings("shop", FaultPoints.NONE, timeout, EventsWorld.LONG_LEASE),
        new Bills(world.dataSource("billing"), intrusion));
  }

  private static void publish(Events events, Sold... sold) throws Exception {
    world.inTransaction(
        () -> {
          for (Sold each : sold) {
            events.publisher().publish(each, Sales.class);
          }
        });
  }

  private static List<String> bills(String article) {
    return world.rows(
        "select number from billing.bill where article = '" + article + "' order by id");
  }

  private static DeadLetter deadLetter(Events events) throws SQLException {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> !events.operations().deadLetters().isEmpty());
    return events.operations().deadLetters().get(0);
  }

  @Test
  void a_listener_that_always_fails_makes_a_dead_letter_and_only_its_key_waits() throws Exception {
    AtomicBoolean isBroken = new AtomicBoolean(true);
    Events events =
        process(
            event -> {
              if (event.article().value().equals("lamp") && event.number() == 2 && isBroken.get()) {
                throw new IllegalStateException("no paper", new IOException("tray 2"));
              }
            });

    publish(events, Sold.of("lamp", 1), Sold.of("lamp", 2), Sold.of("lamp", 3));
    publish(events, Sold.of("lamp", 4), Sold.of("chair", 1), Sold.of("desk", 1));

    DeadLetter dead = deadLetter(events);
    assertThat(dead.subscription()).isEqualTo(WRITE_BILL);
    assertThat(dead.publisher()).isEqualTo("sales");
    assertThat(dead.event()).isEqualTo("sales.sold.v1");
    assertThat(dead.key()).isEqualTo("lamp");
    assertThat(dead.attempts()).isEqualTo(3);
    assertThat(dead.cause()).contains("no paper", "tray 2");
    assertThat(dead.firstFailedAt()).isBeforeOrEqualTo(dead.lastFailedAt());
    publish(events, Sold.of("lamp", 5), Sold.of("chair", 2));
    world.await("billing.bill", 4);
    assertThat(bills("lamp")).containsExactly("1");
    assertThat(bills("chair")).containsExactly("1", "2");
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> deadLetter(events).waitingBehind() == 3);
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> backlog(events) == 4);
    SubscriptionStatus status = events.operations().subscriptions().get(0);
    assertThat(status.dead()).isEqualTo(1);
    assertThat(status.waiting()).isEqualTo(3);
    assertThat(status.retries()).isEqualTo(3);
    assertThat(status.oldestAgeSeconds()).isPositive();

    isBroken.set(false);
    assertThat(events.operations().replay(WRITE_BILL, Optional.of(dead.eventId()))).contains(1);
    world.await("sales.cleave_outbox", 0);
    assertThat(bills("lamp")).containsExactly("1", "2", "3", "4", "5");
  }

  private static long backlog(Events events) throws SQLException {
    return events.operations().subscriptions().get(0).backlog();
  }

  @Test
  void a_failure_that_passes_is_tried_again_and_order_is_kept() throws Exception {
    AtomicInteger failures = new AtomicInteger();
    Events events =
        process(
            event -> {
              if (event.number() == 1 && failures.getAndIncrement() < 2) {
                throw new IllegalStateException("not yet");
              }
            });

    publish(events, Sold.of("lamp", 1), Sold.of("lamp", 2), Sold.of("lamp", 3));

    world.await("sales.cleave_outbox", 0);
    assertThat(bills("lamp")).containsExactly("1", "2", "3");
    assertThat(world.rows("select attempt from billing.bill order by id"))
        .containsExactly("2", "1", "1");
  }

  @Test
  void a_replay_of_what_was_never_parked_replays_nothing() throws Exception {
    Events events = process(event -> {});
    publish(events, Sold.of("lamp", 1));
    world.await("billing.bill", 1);

    assertThat(events.operations().replay(WRITE_BILL, Optional.of(UUID.randomUUID()))).contains(0);
    assertThat(events.operations().replay(WRITE_BILL, Optional.empty())).contains(0);
    assertThat(events.operations().replay("billing.no-such", Optional.empty())).isEmpty();
    assertThat(bills("lamp")).containsExactly("1");
  }

  @Test
  void a_listener_that_hangs_is_given_up_and_others_go_on_meanwhile() throws Exception {
    CountDownLatch let = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    Events events = process(Duration.ofSeconds(5), hangingOnce(let, calls));

    // at first the lamp alone: so its first attempt is its own
    publish(events, Sold.of("lamp", 1));
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> calls.get() == 1);
    publish(events, Sold.of("chair", 1), Sold.of("lamp", 2), Sold.of("chair2", 2));

    assertAllGoOn(events, calls);
    assertThat(attemptOfWhatHung()).containsExactly("2");
    assertWhatHungHasNoEffect(let);
  }

  @Test
  void a_group_that_hangs_is_given_up_and_that_is_no_attempt_of_its_events() throws Exception {
    CountDownLatch let = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    Events events = process(Duration.ofSeconds(15), hangingOnce(let, calls)); // 2.5 s for a group

    // two of the lamp at once: so the first attempt is that of a group
    publish(
        events, Sold.of("lamp", 1), Sold.of("chair", 1), Sold.of("lamp", 2), Sold.of("chair2", 2));

    assertAllGoOn(events, calls);
    assertThat(attemptOfWhatHung()).containsExactly("1");
    assertWhatHungHasNoEffect(let);
  }

  private static Intrusion hangingOnce(CountDownLatch let, AtomicInteger calls) {
    return event -> {
      if (event.article().value().equals("lamp")
          && event.number() == 1
          && calls.getAndIncrement() == 0) {
        waitWhatever(let);
      }
    };
  }

  private static void assertAllGoOn(Events events, AtomicInteger calls) throws Exception {
    for (int i = 3; i <= 20; i++) {
      publish(events, Sold.of("lamp", i), Sold.of("chair" + i, i));
    }
    world.await("billing.bill where article <> 'lamp'", 20);
    world.await("billing.bill where article = 'lamp'", 20);
    assertThat(bills("lamp")).isSortedAccordingTo(java.util.Comparator.comparing(Integer::valueOf));
    assertThat(calls.get()).isEqualTo(2);
  }

  private static List<String> attemptOfWhatHung() {
    return world.rows("select attempt from billing.bill where article = 'lamp' and number = 1");
  }

  private static void assertWhatHungHasNoEffect(CountDownLatch let) {
    let.countDown();
    world.await("sales.cleave_outbox", 0);
    assertThat(world.count("billing.bill")).isEqualTo(40);
  }

  /** As a listener does that swallows interrupts. */
  private static void waitWhatever(CountDownLatch latch) {
    boolean isOver = false;
    while (!isOver) {
      try {
        isOver = latch.await(60, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        // that is what it does
      }
    }
  }

  @Test
  void what_cannot_be_read_is_a_dead_letter_at_once_and_harms_nothing_else() throws Exception {
    Events events = process(event -> {});
    publish(events, Sold.of("lamp", 1));
    world.await("billing.bill", 1);
    world.await("sales.cleave_outbox", 0);
    world.execute(
        """
        with e as (
          insert into sales.cleave_event (event_id, type, key, partition, payload) values
            (gen_random_uuid(), 'sales.sold.v2', 'a', 1, '{"article":"a","number":1}'),
            (gen_random_uuid(), 'sales.sold.v1', 'b', 2, '{"article":'),
            (gen_random_uuid(), 'sales.sold.v1', 'c', 3, '{"article":"c","number":"many"}'),
            (gen_random_uuid(), 'sales.sold.v1', 'd', 4, 'null'),
            (gen_random_uuid(), 'sales.sold.v1', 'e', 5, '{"article":"e","number":5}')
          returning position, partition, key)
        insert into sales.cleave_outbox (subscription, position, partition, key)
        select s.id, e.position, e.partition, e.key from e, sales.cleave_subscription s""");
    world.execute(
        "insert into sales.cleave_outbox (subscription, position, partition, key)"
            + " select id, 999999, 6, 'f' from sales.cleave_subscription");

    world.await("sales.cleave_outbox where state = 'PARKED'", 5);
    world.await("sales.cleave_outbox", 5);
    List<DeadLetter> dead = events.operations().deadLetters();
    assertThat(dead).allMatch(letter -> letter.attempts() == 1);
    assertThat(dead.stream().map(DeadLetter::cause))
        .satisfiesExactly(
            cause -> assertThat(cause).contains("listens to sales.sold.v1", "sales.sold.v2"),
            cause -> assertThat(cause).contains("cannot be read as sales.sold.v1"),
            cause -> assertThat(cause).contains("cannot be read as sales.sold.v1"),
            cause -> assertThat(cause).contains("is null"),
            cause -> assertThat(cause).contains("no longer in the publisher's log"));
    assertThat(world.rows("select article from billing.bill order by id"))
        .containsExactly("lamp", "e");
  }

  @Test
  void an_event_and_a_listener_survive_the_renaming_of_their_classes() throws Exception {
    Events before =
        process(
            event -> {
              throw new IllegalStateException("down");
            });
    publish(before, Sold.of("lamp", 1));
    world.await("sales.cleave_outbox where state = 'PARKED'", 1);
    publish(before, Sold.of("lamp", 2));
    before.stop();

    List<ArticleSold> received = new CopyOnWriteArrayList<>();
    Events after =
        world.process("shop", FaultPoints.NONE, ArticleSold.class, new LaterBills(received::add));
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> after.operations().replay(WRITE_BILL, Optional.empty()).equals(Optional.of(1)));
    world.await("sales.cleave_outbox", 0);

    assertThat(received)
        .containsExactly(
            new ArticleSold("lamp", 1, Optional.empty()),
            new ArticleSold("lamp", 2, Optional.empty()));
  }

  @Test
  void deliveries_that_are_made_again_have_no_second_effect() throws Exception {
    Events events = process(event -> {});
    for (int i = 1; i <= 20; i++) {
      publish(events, Sold.of("lamp" + i % 4, i));
    }
    world.await("sales.cleave_outbox", 0);
    assertThat(world.count("billing.bill")).isEqualTo(20);

    world.execute(
        "insert into sales.cleave_outbox (subscription, position, partition, key)"
            + " select s.id, e.position, e.partition, e.key"
            + " from sales.cleave_event e, sales.cleave_subscription s");
    world.await("sales.cleave_outbox", 0);

    assertThat(world.count("billing.bill")).isEqualTo(20);
  }

  @Test
  void what_a_crash_left_waiting_behind_nothing_is_freed() throws Exception {
    Events events = process(event -> {});
    publish(events, Sold.of("lamp", 1));
    world.await("sales.cleave_outbox", 0);
    events.stop();
    world.execute(
        "insert into sales.cleave_outbox (subscription, position, partition, key, state)"
            + " select s.id, e.position, e.partition, e.key, 'WAITING'"
            + " from sales.cleave_event e, sales.cleave_subscription s");

    process(event -> {});
    world.await("sales.cleave_outbox", 0);
  }

  @Test
  void a_database_that_goes_away_costs_no_attempt() throws Exception {
    AtomicInteger cuts = new AtomicInteger();
    Events events =
        process(
            event -> {
              if (cuts.getAndIncrement() < 5) {
                world.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity"
                        + " where pid <> pg_backend_pid() and xact_start is not null"
                        + " and query like '%cleave_received%'");
              }
            });

    publish(events, Sold.of("lamp", 1), Sold.of("lamp", 2));

    world.await("sales.cleave_outbox", 0);
    assertThat(bills("lamp")).containsExactly("1", "2");
    assertThat(world.rows("select distinct attempt from billing.bill")).containsExactly("1");
  }
}
