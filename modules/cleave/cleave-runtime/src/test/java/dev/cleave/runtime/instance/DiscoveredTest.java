package dev.cleave.runtime.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleave.runtime.config.CleaveConfig;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DiscoveredTest {
  private final List<String> gone = new ArrayList<>();
  private Callable<List<FoundInstance>> answer = () -> list(1, 2);

  private final Discovered discovered =
      new Discovered(
          new Sought(URI.create("etcd://localhost:2379"), "shipping", "rest"),
          () ->
              new InstanceSource() {
                @Override
                public List<FoundInstance> instances() throws Exception {
                  return answer.call();
                }

                @Override
                public void close() {}
              },
          CleaveConfig.of(Map.of()),
          new KnownInstances(),
          instance -> gone.add(instance.toString()));

  private static List<FoundInstance> list(int... ports) {
    return java.util.Arrays.stream(ports)
        .mapToObj(port -> new FoundInstance("http://localhost:" + port, 1))
        .toList();
  }

  private List<String> known() {
    return Stream.of(discovered.known()).map(Instance::toString).toList();
  }

  @Test
  void what_the_engine_names_is_in_use_and_what_it_names_no_more_is_not() {
    discovered.askAgain();
    assertThat(known()).containsExactly("http://localhost:1", "http://localhost:2");
    Instance second = discovered.known()[1];
    answer = () -> list(2, 3);
    discovered.askAgain();
    assertThat(known()).containsExactly("http://localhost:2", "http://localhost:3");
    assertThat(discovered.known()[0]).isSameAs(second);
    assertThat(gone).containsExactly("http://localhost:1");
  }

  @Test
  void an_engine_that_lies_or_is_gone_changes_nothing_and_is_told_of() {
    discovered.askAgain();
    for (Callable<List<FoundInstance>> bad :
        List.<Callable<List<FoundInstance>>>of(
            List::of,
            () -> list(1, 1),
            () -> list(99999),
            () -> {
              throw new IOException("connection refused");
            })) {
      answer = bad;
      discovered.askAgain();
      assertThat(known()).hasSize(2);
      assertThat(discovered.problem().orElseThrow()).contains("etcd://localhost:2379");
    }
    answer = () -> list(1, 2);
    discovered.askAgain();
    assertThat(discovered.problem()).isEmpty();
  }

  @Test
  void nobody_waits_longer_than_allowed_for_the_first_answer() {
    long begin = System.nanoTime();
    discovered.await(Duration.ofMillis(50));
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
    assertThat(discovered.known()).isEmpty();
  }

  @Test
  void it_is_due_once_at_a_time() {
    assertThat(discovered.isDue()).isTrue();
    assertThat(discovered.isDue()).isFalse();
    discovered.askAgain();
    assertThat(discovered.isDue()).isFalse();
  }
}
