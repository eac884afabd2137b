package dev.cleave.shop.notifications.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RetriesTest {
  @Property
  void delays_grow_from_seconds_to_an_hour_and_are_scattered(
      @ForAll @IntRange(min = 1, max = 100) int attempt, @ForAll long seed) {
    Duration delay = new Retries(new SplittableRandom(seed)).delayAfter(attempt);
    Duration full =
        Duration.ofSeconds((long) Math.min(3600, 5 * Math.pow(2, Math.min(attempt - 1, 30))));

    assertThat(delay).isBetween(full.dividedBy(2), full);
  }

  @Test
  void it_ends_at_some_time() {
    Retries retries = new Retries(new SplittableRandom());

    assertThat(retries.goesOnAfter(19)).isTrue();
    assertThat(retries.goesOnAfter(20)).isFalse();
  }
}
