package dev.cleave.runtime.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleave.runtime.event.billing.Bills;
import dev.cleave.runtime.event.sales.Sales;
import dev.cleave.runtime.event.sales.Sold;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a process delivers of a module that it only stands by for. */
class StandbyIT {
  private static final Duration SILENCE = Duration.ofMillis(1500);

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

  private static Events process(String name, Map<String, String> properties) {
    return world.process(
        world.settings(name, FaultPoints.NONE),
        properties,
        event -> Set.of(),
        new Bills(world.dataSource("billing"), event -> {}));
  }

  private static void sell(Events events, int number) throws Exception {
    world.inTransaction(() -> events.publisher().publish(Sold.of("lamp", number), Sales.class));
  }

  @Test
  void it_delivers_nothing_until_its_turn_comes_and_then_all_that_waits() throws Exception {
    Map<String, String> properties =
        new ConcurrentHashMap<>(Map.of("cleave.standby.sales", "true"));
    Events events = process("standby", properties);
    sell(events, 1);
    Awaitility.await()
        .during(SILENCE)
        .atMost(SILENCE.plusSeconds(30))
        .until(() -> world.count("billing.bill") == 0);

    properties.put("cleave.standby.sales", "false");
    world.duties(events).refresh();
    events.follow();

    world.await("billing.bill", 1);
  }

  @Test
  void one_that_begins_to_stand_by_gives_its_share_to_others_at_once() throws Exception {
    Map<String, String> properties = new ConcurrentHashMap<>();
    Events leaving = process("leaving", properties);
    sell(leaving, 1);
    world.await("billing.bill", 1);
    Events staying = process("staying", Map.of());

    properties.put("cleave.standby.sales", "true");
    world.duties(leaving).refresh();
    Awaitility.await().until(leaving::follow);

    assertThat(world.rows("select holder from sales.cleave_relay where expires_at > now()"))
        .noneMatch(holder -> holder.startsWith("leaving/"));
    for (int number = 2; number <= 20; number++) {
      sell(staying, number);
    }
    world.await("billing.bill", 20);
  }
}
