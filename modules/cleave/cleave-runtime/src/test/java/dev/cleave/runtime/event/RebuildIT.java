package dev.cleave.runtime.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleave.event.DerivedState;
import dev.cleave.runtime.event.billing.Billing;
import dev.cleave.runtime.event.billing.SalesTotals;
import dev.cleave.runtime.event.billing.TaxLedger;
import dev.cleave.runtime.event.sales.Sales;
import dev.cleave.runtime.event.sales.Sold;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Read models that are built anew while they serve and while events are published. */
class RebuildIT {
  private static final String ACTIVE =
      "select sum(number) from billing.total where generation ="
          + " (select active from billing.cleave_read_model where name = 'totals')";
  private static EventsWorld world;

  @BeforeAll
  static void start() throws IOException, SQLException {
    world = new EventsWorld();
    world.execute(
        "create table billing.total (generation int, article text, number int,"
            + " primary key (generation, article))");
  }

  @AfterAll
  static void stop() throws IOException {
    world.close();
  }

  @AfterEach
  void forget() throws SQLException {
    world.reset();
    world.execute("truncate billing.total");
  }

  private static Events process() {
    return world.process(
        "shop", FaultPoints.NONE, new SalesTotals(world.dataSource("billing")), new TaxLedger());
  }

  private static void publish(Events events, int number) throws Exception {
    Sold sold = Sold.of("lamp" + number % 7, number);
    world.inTransaction(() -> events.publisher().publish(sold, Sales.class));
  }

  private static Rebuilds.Progress awaitEnd(Events events) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !events.rebuilds().progress("billing").running());
    return events.rebuilds().progress("billing");
  }

  @Test
  void a_rebuild_while_events_are_published_gives_what_there_was_and_all_that_came()
      throws Exception {
    Events events = process();
    for (int i = 1; i <= 100; i++) {
      publish(events, i);
    }
    world.await("sales.cleave_outbox", 0);
    assertThat(world.rows(ACTIVE)).containsExactly("5050");
    world.execute("update billing.total set number = number + 1000");

    AtomicBoolean isOver = new AtomicBoolean();
    AtomicInteger published = new AtomicInteger(100);
    CompletableFuture<Void> publisher =
        CompletableFuture.runAsync(
            () -> {
              try {
                while (!isOver.get()) {
                  publish(events, published.incrementAndGet());
                }
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    assertThat(events.rebuilds().start("billing"))
        .hasValueSatisfying(
            started -> {
              assertThat(started.readModels()).containsExactly("totals");
              assertThat(started.derivedStates()).containsExactly("taxes");
            });
    Rebuilds.Progress progress = awaitEnd(events);
    isOver.set(true);
    publisher.join();

    assertThat(progress.results())
        .anySatisfy(
            result -> {
              assertThat(result.name()).isEqualTo("totals");
              assertThat(result.cause()).isNull();
              assertThat(result.state()).isEqualTo("DONE");
              assertThat(result.generation()).isEqualTo(2);
            })
        .anySatisfy(
            result -> {
              assertThat(result.name()).isEqualTo("taxes");
              assertThat(result.state()).isEqualTo("DONE");
              assertThat(result.entries()).isEqualTo(12);
              assertThat(result.differences()).isEqualTo(1);
            });
    world.await("sales.cleave_outbox", 0);
    int n = published.get();
    assertThat(world.rows(ACTIVE)).containsExactly(Integer.toString(n * (n + 1) / 2));
    assertThat(world.count("billing.total where generation = 1")).isZero();
    assertThat(world.rows("select generation || state from sales.cleave_subscription"))
        .containsExactly("2ACTIVE");
    assertThat(world.count("billing.cleave_received where generation = 1")).isZero();
    assertThat(
            world.rows(
                "select active || coalesce('/' || building, '') from billing.cleave_read_model"))
        .containsExactly("2");
  }

  @Test
  void a_rebuild_that_was_cut_off_is_taken_up_by_the_next() throws Exception {
    Events events = process();
    for (int i = 1; i <= 20; i++) {
      publish(events, i);
    }
    world.await("sales.cleave_outbox", 0);
    world.execute("update billing.cleave_read_model set building = 2");
    world.execute(
        "insert into sales.cleave_subscription"
            + " (name, generation, event_type, state, backfill_to, backfilled_to)"
            + " values ('billing.count-sales', 2, 'sales.sold.v1', 'BACKFILLING', 20, 0)");
    publish(events, 21);

    events.rebuilds().start("billing");
    awaitEnd(events);

    assertThat(world.rows(ACTIVE)).containsExactly("231");
  }

  @Test
  void a_module_without_anything_derived_has_nothing_to_rebuild() {
    Events events = process();
    assertThat(events.rebuilds().start("sales")).isEmpty();
    assertThat(events.rebuilds().hasAnything("sales")).isFalse();
    assertThat(DerivedState.class).isAssignableFrom(TaxLedger.class);
    assertThat(Billing.class).isInterface();
  }

  @Test
  void clean_up_deletes_old_events_and_old_notes_in_batches_and_nothing_that_is_needed()
      throws Exception {
    Events events = process();
    for (int i = 1; i <= 5; i++) {
      publish(events, i);
    }
    world.await("sales.cleave_outbox", 0);
    world.execute("update sales.cleave_event set published_at = now() - interval '2 days'");
    world.execute("update billing.cleave_received set received_at = now() - interval '2 days'");
    world.execute(
        "insert into sales.cleave_event (event_id, type, key, partition, payload, published_at)"
            + " select gen_random_uuid(), 'sales.sold.v1', 'x', 1, '{}', now() - interval '2 days'"
            + " from generate_series(1, 1200)");
    world.execute(
        "insert into sales.cleave_outbox (subscription, position, partition, key, state)"
            + " select id, 3, 1, 'x', 'PARKED' from sales.cleave_subscription");
    publish(events, 6);
    world.await("billing.cleave_received", 6);

    events.cleanUp();

    assertThat(world.rows("select position from sales.cleave_event order by position"))
        .containsExactly("3", "1206");
    assertThat(world.count("billing.cleave_received")).isEqualTo(1);
  }
}
