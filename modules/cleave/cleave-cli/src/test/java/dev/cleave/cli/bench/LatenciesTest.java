package dev.cleave.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LatenciesTest {

  private final Latencies latencies = new Latencies();

  @Test
  void a_share_of_them_was_done_within_its_time() {
    for (int millis = 10_000; millis >= 1; millis--) {
      latencies.add(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    assertThat(latencies.count()).isEqualTo(10_000);
    assertThat(latencies.millis(0.50)).isEqualTo(5_000);
    assertThat(latencies.millis(0.99)).isEqualTo(9_900);
  }

  @Test
  void of_a_single_one_every_share_is_that_one() {
    latencies.add(TimeUnit.MILLISECONDS.toNanos(3));

    assertThat(latencies.millis(0.50)).isEqualTo(3);
    assertThat(latencies.millis(0.99)).isEqualTo(3);
  }
}
