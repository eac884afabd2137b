package dev.cleave.test.divergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cleave.test.ContractSuite;
import dev.cleave.test.Routes;
import dev.cleave.test.probe.Notes;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import javax.naming.InitialContext;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** An event is delivered if and only if the server commits the transaction it was fired in. */
public abstract class EventsSuite extends ContractSuite {
  private final String name = UUID.randomUUID().toString();

  @Inject private Notes notes;

  protected EventsSuite(String binding) {
    super(binding, "probe");
  }

  @Test
  void an_event_is_delivered_in_order_of_its_key() {
    List<String> expected =
        IntStream.rangeClosed(1, 20)
            .peek(number -> notes.note(name, number, 0))
            .mapToObj(number -> name + "/" + number)
            .toList();

    await(20);
    assertThat(things()).filteredOn(thing -> !thing.endsWith("/noted")).isEqualTo(expected);
    assertThat(things()).filteredOn(thing -> thing.endsWith("/noted")).hasSize(20);
  }

  @Test
  void an_event_vanishes_with_its_transaction() {
    assertThatThrownBy(() -> notes.noteAndFail(name)).hasMessage("after it was noted");
    notes.note(name, 2, 0);

    await(1);
    assertThat(things()).containsExactlyInAnyOrder(name + "/noted", name + "/2");
  }

  @Test
  void outside_a_transaction_an_event_is_refused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> notes.noteOutsideTransaction(name))
        .withMessageContaining("probe.noted.v1 was fired outside any transaction");
  }

  @Test
  void a_delivery_that_fails_is_rolled_back_and_made_again() {
    notes.note(name, 1, 1);
    notes.note(name, 2, 0);

    await(2);
    assertThat(things())
        .filteredOn(thing -> !thing.endsWith("/noted"))
        .containsExactly(name + "/1", name + "/2");
  }

  @Test
  void while_listeners_are_reached_here_and_over_the_broker_in_turn_nothing_is_lost_or_doubled()
      throws Exception {
    Routes routes = Routes.ofThisProcess();
    routes.wish(Map.of("cleave.serve.probe", "jms"));
    AtomicBoolean isOver = new AtomicBoolean();
    ExecutorService publishers = Executors.newFixedThreadPool(4);
    List<Future<Integer>> published = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      String key = name + "/" + i;
      published.add(publishers.submit(() -> publishUntil(isOver, key)));
    }
    for (int i = 0; i < 12; i++) {
      String way = i % 2 == 0 ? "jms" : "local";
      routes.wish(Map.of("cleave.listeners.probe", way));
      Awaitility.await().until(() -> wayIs(routes, way));
    }
    isOver.set(true);
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      for (int number = 1; number <= published.get(i).get(30, TimeUnit.SECONDS); number++) {
        expected.add(name + "/" + i + "/" + number);
      }
    }
    publishers.shutdown();
    await(expected.size());

    List<String> heard = things().stream().filter(thing -> !thing.endsWith("/noted")).toList();
    assertThat(heard).containsExactlyInAnyOrderElementsOf(expected);
    for (int i = 0; i < 4; i++) {
      String key = name + "/" + i + "/";
      assertThat(heard.stream().filter(thing -> thing.startsWith(key)))
          .as("in order")
          .containsExactlyElementsOf(
              expected.stream().filter(thing -> thing.startsWith(key)).toList());
    }
  }

  private int publishUntil(AtomicBoolean isOver, String key) {
    int number = 0;
    while (!isOver.get()) {
      notes.note(key, ++number, 0);
    }
    return number;
  }

  private static boolean wayIs(Routes routes, String way) {
    for (JsonNode each : routes.status().path("listeners")) {
      if (each.path("module").asText().equals("probe")) {
        return each.path("way").asText().equals(way);
      }
    }
    return false;
  }

  private void await(int count) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> things().stream().filter(thing -> !thing.endsWith("/noted")).count() == count);
  }

  private List<String> things() {
    try {
      DataSource dataSource = InitialContext.doLookup("jdbc/probe");
      try (Connection connection = dataSource.getConnection();
          PreparedStatement select =
              connection.prepareStatement(
                  "select name from thing where name like ? || '/%' order by id")) {
        select.setString(1, name);
        List<String> found = new java.util.ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            found.add(rows.getString(1));
          }
        }
        return found;
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
