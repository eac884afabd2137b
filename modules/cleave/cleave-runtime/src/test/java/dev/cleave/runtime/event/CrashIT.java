package dev.cleave.runtime.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleave.runtime.event.billing.Bills;
import dev.cleave.runtime.event.sales.Sales;
import dev.cleave.runtime.event.sales.Sold;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes that die or stand still while they deliver, and others that go on in their place. */
class CrashIT {
  private static EventsWorld world;

  @BeforeAll
  static void start() throws IOException, SQLException {
    world = new EventsWorld();
    // the threads that are killed here are others'
    Awaitility.doNotCatchUncaughtExceptionsByDefault();
  }

  @AfterAll
  static void stop() throws IOException {
    Awaitility.reset();
    world.close();
  }

  @AfterEach
  void forget() throws SQLException {
    world.reset();
  }

  private static Bills bills() {
    return new Bills(world.dataSource("billing"), event -> {});
  }

  private static void publish(Events events, int from, int to) throws Exception {
    for (int i = from; i <= to; i++) {
      Sold sold = Sold.of("lamp" + i % 3, i);
      world.inTransaction(() -> events.publisher().publish(sold, Sales.class));
    }
  }

  private static void assertEachOnceInOrder(int count) {
    assertThat(world.count("billing.bill")).isEqualTo(count);
    assertThat(world.rows("select distinct number from billing.bill")).hasSize(count);
    for (int key = 0; key < 3; key++) {
      assertThat(
              world.rows(
                  "select number from billing.bill where article = 'lamp" + key + "' order by id"))
          .isSortedAccordingTo(java.util.Comparator.comparing(Integer::valueOf));
    }
  }

  /** What ends a thread without anything being done about it. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed() {
      super("killed", null, false, false);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"taken", "claimed", "received", "handled", "committed", "acknowledging"})
  void a_process_killed_between_any_two_statements_loses_and_repeats_nothing(String where)
      throws Exception {
    AtomicBoolean isDead = new AtomicBoolean();
    FaultPoints fatal =
        point -> {
          if (isDead.get() || point.equals(where)) {
            isDead.set(true);
            throw new Killed();
          }
        };
    Events first = world.process("first", fatal, bills());
    publish(first, 1, 12);
    Awaitility.await().atMost(Duration.ofSeconds(10)).untilTrue(isDead);
    first.kill();

    Events second = world.process("second", FaultPoints.NONE, bills());
    publish(second, 13, 15);
    world.await("sales.cleave_outbox", 0);

    assertEachOnceInOrder(15);
  }

  @Test
  void a_process_that_stood_still_can_do_no_harm_when_it_wakes_up() throws Exception {
    CountDownLatch wake = new CountDownLatch(1);
    CountDownLatch asleep = new CountDownLatch(1);
    AtomicBoolean isWoken = new AtomicBoolean();
    FaultPoints pause =
        point -> {
          if (point.equals("claimed") && !isWoken.get()) {
            asleep.countDown();
            wake.await(30, TimeUnit.SECONDS);
          }
        };
    Events first = world.process("first", pause, bills());
    publish(first, 1, 6);
    assertThat(asleep.await(10, TimeUnit.SECONDS)).isTrue();
    world.execute("update sales.cleave_relay set expires_at = now() - interval '1 minute'");

    Events second = world.process("second", FaultPoints.NONE, bills());
    world.await("billing.bill", 6);
    world.await("sales.cleave_outbox", 0);
    List<String> fences =
        world.rows("select fence from sales.cleave_lease where holder like 'second/%'");
    assertThat(fences).allMatch(fence -> Integer.parseInt(fence) > 1);

    isWoken.set(true);
    wake.countDown();
    publish(second, 7, 9);
    world.await("billing.bill", 9);
    world.await("sales.cleave_outbox", 0);
    assertEachOnceInOrder(9);
  }

  @Test
  void the_former_holder_of_a_lane_cannot_write_about_its_deliveries() throws Exception {
    Events events =
        world.process(
            "first",
            point -> {
              if (point.equals("taken")) {
                throw new Killed();
              }
            },
            bills());
    publish(events, 1, 1);
    world.await("sales.cleave_lease where holder is not null", 8);
    world.await("sales.cleave_outbox", 1); // what was published before the subscription was known
    String holder = world.rows("select holder from sales.cleave_relay").get(0);
    events.kill();
    int partition = Partitions.of("lamp1");
    int lane = Partitions.laneOf(partition);
    long fence =
        Long.parseLong(
            world.rows("select fence from sales.cleave_lease where lane = " + lane).get(0));
    Outbox outbox =
        new Outbox(new Database("sales", () -> world.dataSource("sales")), 1, () -> holder);
    Lease lease = new Lease(lane, fence);
    Delivery delivery = outbox.claim(List.of(lease), List.of(), 16).due().get(0);
    world.execute("update sales.cleave_lease set holder = 'other', fence = fence + 1");

    outbox.acknowledge(List.of(lease), List.of(delivery.position()));
    outbox.fail(lease, delivery, "of the former holder", java.util.Optional.empty());
    outbox.holdUp(lease, List.of(delivery.position()));
    outbox.retried(lease, delivery);
    assertThat(world.rows("select state from sales.cleave_outbox")).containsExactly("PENDING");

    world.execute(
        "update sales.cleave_lease set fence = fence - 1, holder = '%s'".formatted(holder));
    outbox.acknowledge(List.of(lease), List.of(delivery.position()));
    assertThat(world.count("sales.cleave_outbox")).isZero();
  }

  @Test
  void processes_share_the_lanes_evenly_and_a_leaving_one_gives_its_own_back() throws Exception {
    Map<String, Integer> handled = new ConcurrentHashMap<>();
    List<Events> processes = new ArrayList<>();
    for (String name : List.of("first", "second")) {
      processes.add(
          world.process(
              world.settings(name, FaultPoints.NONE, EventsWorld.TIMEOUT, EventsWorld.LONG_LEASE),
              new Bills(
                  world.dataSource("billing"), event -> handled.merge(name, 1, Integer::sum))));
    }
    world.await("sales.cleave_lease where holder like 'first/%'", 4);
    world.await("sales.cleave_lease where holder like 'second/%'", 4);
    for (int i = 0; i < 60; i++) {
      Sold sold = Sold.of("key" + i, i);
      world.inTransaction(() -> processes.get(0).publisher().publish(sold, Sales.class));
    }
    world.await("sales.cleave_outbox", 0);
    assertThat(handled).hasSize(2).allSatisfy((name, count) -> assertThat(count).isGreaterThan(9));

    processes.get(0).stop();
    world.await("sales.cleave_lease where holder like 'second/%'", 8);
    assertThat(world.count("billing.bill")).isEqualTo(60);
  }

  @Test
  void a_process_that_was_silent_for_too_long_goes_on_under_another_name() throws Exception {
    Events events = world.process("first", FaultPoints.NONE, bills());
    publish(events, 1, 3);
    world.await("sales.cleave_outbox", 0);
    String before = world.rows("select holder from sales.cleave_relay").get(0);
    world.execute("update sales.cleave_relay set expires_at = now() - interval '1 minute'");

    world.await("sales.cleave_lease where holder is not null and holder <> '" + before + "'", 8);
    publish(events, 4, 6);
    world.await("sales.cleave_outbox", 0);
    assertEachOnceInOrder(6);
  }
}
