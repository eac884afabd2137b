package dev.cleave.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleave.runtime.instance.Announcement;
import dev.cleave.runtime.instance.Announcer;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What every engine must do in which processes register; one server serves all tests of a class.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EngineSuite {
  private static final String FIRST = "http://localhost:9103";
  private static final String SECOND = "http://localhost:9104";

  /** For one or two processes to start and to be found. */
  private static final Duration START = Duration.ofSeconds(60);

  /** The engine, which runs. */
  abstract EngineServer server();

  /** How long it takes at most until a change is seen. */
  Duration delay() {
    return Duration.ofSeconds(10);
  }

  /** How long it takes at most until a process that was killed is seen to be gone. */
  Duration expiry() {
    return Duration.ofSeconds(Announcer.EXPIRY_SECONDS + 10);
  }

  final void await(Duration atMost, Callable<Boolean> condition) {
    Awaitility.await().atMost(atMost).pollInterval(Duration.ofMillis(100)).until(condition);
  }

  private ServingProcess serve(String name, int port) throws Exception {
    return ServingProcess.start(server().uri().toString(), name, port);
  }

  @Test
  void processes_that_register_are_found_with_their_weights_until_they_stop() throws Exception {
    try (CallingProcess caller = new CallingProcess(server().uri());
        ServingProcess first = serve("first", 9103);
        ServingProcess second = serve("second", 9104)) {
      await(START, () -> caller.known().equals(List.of(FIRST, SECOND)));
      assertThat(caller.weight(FIRST)).isEqualTo(3);
      assertThat(caller.weight(SECOND)).isEqualTo(4);
      Set<String> reached = new HashSet<>();
      for (int i = 0; i < 10; i++) {
        reached.add(caller.call());
      }
      assertThat(reached).containsExactlyInAnyOrder(FIRST, SECOND);
      second.stop();
      await(delay(), () -> caller.known().equals(List.of(FIRST)));
    }
  }

  @Test
  void a_process_that_is_told_to_stop_is_taken_out_while_its_requests_drain() throws Exception {
    try (CallingProcess caller = new CallingProcess(server().uri());
        ServingProcess first = serve("going-on", 9103);
        ServingProcess second = serve("draining", 9104)) {
      await(START, () -> caller.known().equals(List.of(FIRST, SECOND)));
      second.beginStop();
      await(delay(), () -> caller.known().equals(List.of(FIRST)));
      assertThat(second.isAlive()).isTrue();
    }
  }

  @Test
  void a_process_that_is_killed_goes_by_itself() throws Exception {
    try (CallingProcess caller = new CallingProcess(server().uri());
        ServingProcess first = serve("killed-first", 9103);
        ServingProcess second = serve("killed-second", 9104)) {
      await(START, () -> caller.known().equals(List.of(FIRST, SECOND)));
      second.kill();
      await(expiry(), () -> caller.known().equals(List.of(FIRST)));
    }
  }

  @Test
  void what_is_served_no_more_is_taken_out_and_comes_back_when_it_is_served_again()
      throws Exception {
    Announcer announcer = new DiscoveryEngines().announcer(server().uri());
    try (CallingProcess caller = new CallingProcess(server().uri());
        ServingProcess first = serve("staying", 9103)) {
      await(START, () -> caller.known().equals(List.of(FIRST)));
      Set<Announcement> served =
          Set.of(new Announcement("changing", "sums", "rest", URI.create(SECOND), 1));
      announcer.announce(served);
      await(delay(), () -> caller.known().equals(List.of(FIRST, SECOND)));
      announcer.announce(Set.of());
      await(delay(), () -> caller.known().equals(List.of(FIRST)));
      announcer.announce(served);
      await(delay(), () -> caller.known().equals(List.of(FIRST, SECOND)));
    } finally {
      announcer.close();
    }
  }

  @Test
  void an_engine_that_is_gone_leaves_the_last_instances_in_use_and_all_register_when_it_is_back()
      throws Exception {
    try (CallingProcess caller = new CallingProcess(server().uri());
        ServingProcess first = serve("patient", 9103)) {
      await(START, () -> caller.known().equals(List.of(FIRST)));
      server().stop();
      try {
        await(delay(), () -> caller.problem().isPresent());
        assertThat(caller.problem().orElseThrow()).contains(server().uri().toString());
        Duration fastest = Duration.ofDays(1); // of several: the machine may stand still in one
        for (int i = 0; i < 10; i++) {
          long begin = System.nanoTime();
          assertThat(caller.call()).isEqualTo(FIRST);
          Duration took = Duration.ofNanos(System.nanoTime() - begin);
          fastest = took.compareTo(fastest) < 0 ? took : fastest;
        }
        assertThat(fastest).isLessThan(Duration.ofMillis(100));
      } finally {
        server().start();
      }
      try (ServingProcess second = serve("late", 9104)) {
        await(
            START.plus(expiry()),
            () -> caller.problem().isEmpty() && caller.known().equals(List.of(FIRST, SECOND)));
      }
    }
  }

  @Test
  void lies_change_nothing_and_are_told_of() throws Exception {
    try (CallingProcess caller = new CallingProcess(server().uri());
        ServingProcess first = serve("honest", 9103)) {
      await(START, () -> caller.known().equals(List.of(FIRST)));
      for (Map.Entry<String, String> lie :
          Map.of(
                  "http://localhost:99999",
                  "no URL",
                  FIRST,
                  "twice",
                  "http://evil.example:9103",
                  "cleave.discovery.hosts")
              .entrySet()) {
        Announcer liar = new DiscoveryEngines().announcer(server().uri());
        try {
          liar.announce(
              Set.of(new Announcement("liar", "sums", "rest", URI.create(lie.getKey()), 1)));
          await(
              delay(), () -> caller.problem().filter(p -> p.contains(lie.getValue())).isPresent());
          assertThat(caller.known()).containsExactly(FIRST);
        } finally {
          liar.announce(Set.of());
          liar.close();
        }
        await(delay(), () -> caller.problem().isEmpty());
      }
    }
  }
}
