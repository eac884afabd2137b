package dev.cleave.runtime.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RetryPolicyTest {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  @Example
  void after_the_last_attempt_there_is_none() {
    RetryPolicy policy = new RetryPolicy(8, FIRST, LONGEST);
    assertThat(policy.after(7)).isPresent();
    assertThat(policy.after(8)).isEmpty();
    assertThat(policy.after(9)).isEmpty();
  }

  @Property
  void the_wait_grows_to_its_bound_and_is_never_nothing(
      @ForAll @IntRange(min = 1, max = 2000) int failed) {
    long doubled = failed < 10 ? FIRST.toMillis() << (failed - 1) : Long.MAX_VALUE;
    Duration bound = Duration.ofMillis(Math.min(doubled, LONGEST.toMillis()));

    assertThat(new RetryPolicy(Integer.MAX_VALUE, FIRST, LONGEST).after(failed).orElseThrow())
        .isBetween(FIRST.dividedBy(2), bound);
  }
}
