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
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * The law of deliveries: whatever is lost, repeated or killed on the way, each event has its effect
 * exactly once, and those of one key in the order of their commits.
 */
class DeliveryPropertyIT {
  private static final int KEYS = 3;
  private static EventsWorld world;

  /** What happens next. */
  enum Happening {
    PUBLISH,
    PUBLISH_TOGETHER,
    ROLL_BACK,
    /** Published by a process that cannot tell the relay. */
    PUBLISH_UNHEARD,
    /** Deliveries that were made come again, in any order. */
    REPEAT,
    /** Those that are due wait behind nothing, as after a crash. */
    STRAND,
    KILL,
    FREEZE
  }

  @BeforeContainer
  static void start() throws IOException, SQLException {
    world = new EventsWorld();
  }

  @AfterContainer
  static void stop() throws IOException {
    world.close();
  }

  @AfterTry
  void forget() throws SQLException {
    world.reset();
  }

  @Provide
  Arbitrary<List<Happening>> stories() {
    return Arbitraries.frequency(
            net.jqwik.api.Tuple.of(8, Happening.PUBLISH),
            net.jqwik.api.Tuple.of(3, Happening.PUBLISH_TOGETHER),
            net.jqwik.api.Tuple.of(1, Happening.ROLL_BACK),
            net.jqwik.api.Tuple.of(3, Happening.PUBLISH_UNHEARD),
            net.jqwik.api.Tuple.of(2, Happening.REPEAT),
            net.jqwik.api.Tuple.of(1, Happening.STRAND),
            net.jqwik.api.Tuple.of(1, Happening.KILL),
            net.jqwik.api.Tuple.of(1, Happening.FREEZE))
        .list()
        .ofMinSize(15)
        .ofMaxSize(40);
  }

  @Property(tries = 15, shrinking = ShrinkingMode.OFF)
  void each_event_has_its_effect_once_and_in_order_of_its_key(
      @ForAll("stories") List<Happening> story, @ForAll long seed) throws Exception {
    new Story(seed).tell(story);
  }

  /** One run, whose accidents follow from its seed. */
  private static final class Story {
    private final Random random;
    private final Events unheard;
    private final int[] published = new int[KEYS];
    private final List<Victim> victims = new ArrayList<>();

    Story(long seed) {
      random = new Random(seed);
      unheard = world.process(settings("unheard", FaultPoints.NONE), Sold.class);
    }

    /** A process that may die at any of its steps. */
    private final class Victim implements FaultPoints {
      private final AtomicBoolean isDead = new AtomicBoolean();
      private final Random accidents = new Random(random.nextLong());
      private final Events events = world.process(settings("victim", this), bills());

      private Bills bills() {
        return new Bills(world.dataSource("billing"), event -> accident("the listener fails", 10));
      }

      private void accident(String what, int percent) {
        boolean happens;
        synchronized (accidents) {
          happens = accidents.nextInt(100) < percent;
        }
        if (happens) {
          throw new IllegalStateException(what);
        }
      }

      @Override
      public void at(String point) {
        if (isDead.get()) {
          throw new IllegalStateException("dead");
        }
        accident("lost at " + point, 4);
      }

      void kill() {
        isDead.set(true);
        events.kill();
      }
    }

    private static EventSettings settings(String name, FaultPoints faults) {
      return new EventSettings(
          name,
          world.transactions(),
          Optional::empty,
          Duration.ofSeconds(5),
          Duration.ofMillis(50),
          Duration.ofMillis(900),
          4,
          new RetryPolicy(1000, Duration.ofMillis(10), Duration.ofMillis(40)),
          Optional.empty(),
          Duration.ofDays(1),
          faults);
    }

    void tell(List<Happening> story) throws Exception {
      victims.add(new Victim());
      // whoever publishes without the listener at hand knows it from its row alone
      world.await("sales.cleave_subscription", 1);
      for (Happening happening : story) {
        switch (happening) {
          case PUBLISH -> publish(victims.get(victims.size() - 1).events, 1, true);
          case PUBLISH_TOGETHER -> publish(victims.get(victims.size() - 1).events, 4, true);
          case ROLL_BACK -> publish(victims.get(victims.size() - 1).events, 2, false);
          case PUBLISH_UNHEARD -> publish(unheard, 1, true);
          case REPEAT -> repeat();
          case STRAND ->
              world.execute(
                  "update sales.cleave_outbox set state = 'WAITING' where state = 'PENDING'");
          case KILL -> {
            victims.get(victims.size() - 1).kill();
            victims.add(new Victim());
          }
          case FREEZE ->
              world.execute("update sales.cleave_relay set expires_at = now() - interval '1 hour'");
        }
      }
      victims.forEach(Victim::kill);
      world.process(
          settings("last", FaultPoints.NONE), new Bills(world.dataSource("billing"), event -> {}));
      world.await("sales.cleave_outbox", 0);
      check();
    }

    private void publish(Events events, int count, boolean isKept) throws Exception {
      world.manager().begin();
      for (int i = 0; i < count; i++) {
        int key = random.nextInt(KEYS);
        int number = isKept ? ++published[key] : -1;
        events.publisher().publish(Sold.of("key" + key, number), Sales.class);
      }
      if (isKept) {
        world.manager().commit();
      } else {
        world.manager().rollback();
      }
    }

    private static void repeat() throws SQLException {
      world.execute(
          """
          insert into sales.cleave_outbox (subscription, position, partition, key)
          select s.id, e.position, e.partition, e.key
          from sales.cleave_event e join sales.cleave_subscription s on s.event_type = e.type
            join billing.cleave_received r on r.event_id = e.event_id
          order by random() limit 5
          on conflict do nothing""");
    }

    private void check() {
      for (int key = 0; key < KEYS; key++) {
        List<String> expected = new ArrayList<>();
        for (int number = 1; number <= published[key]; number++) {
          expected.add(Integer.toString(number));
        }
        assertThat(
                world.rows(
                    "select number from billing.bill where article = 'key%d' order by id"
                        .formatted(key)))
            .as("key" + key)
            .isEqualTo(expected);
      }
    }
  }
}
