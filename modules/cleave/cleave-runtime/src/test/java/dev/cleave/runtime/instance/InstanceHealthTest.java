package dev.cleave.runtime.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class InstanceHealthTest {
  private long now = 1000;
  private double chance = 0.5;
  private final InstanceHealth health = new InstanceHealth(() -> now, () -> chance);

  private void pass(Duration time) {
    now += time.toNanos();
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      now++;
      health.failed(now);
    }
  }

  private void leaveAlone() {
    fail(InstanceHealth.FAILURES);
    assertThat(health.state()).isEqualTo(InstanceState.LEFT_ALONE);
  }

  @Test
  void three_failures_in_a_row_leave_it_alone_and_two_do_not() {
    fail(2);
    assertThat(health.admits()).isTrue();
    fail(1);
    assertThat(health.admits()).isFalse();
    assertThat(health.state()).isEqualTo(InstanceState.LEFT_ALONE);
  }

  @Test
  void an_answer_in_between_begins_the_count_anew() {
    fail(2);
    health.succeeded(now);
    fail(2);
    assertThat(health.state()).isEqualTo(InstanceState.WELL);
  }

  @Test
  void it_is_left_alone_for_twice_as_long_each_time_up_to_thirty_seconds() {
    chance = 0;
    leaveAlone();
    for (long seconds : new long[] {1, 2, 4, 8, 16, 30, 30}) {
      assertThat(health.remainingNanos()).isEqualTo(Duration.ofSeconds(seconds).toNanos());
      assertThat(health.isDue()).isFalse();
      pass(Duration.ofSeconds(seconds));
      assertThat(health.isDue()).isTrue();
      health.tried(false);
    }
  }

  @Test
  void the_time_is_shortened_at_random_by_a_fifth_at_most() {
    chance = 1;
    leaveAlone();
    assertThat(health.remainingNanos()).isEqualTo(Duration.ofMillis(800).toNanos());
  }

  @Test
  void only_one_tries_it() {
    leaveAlone();
    pass(Duration.ofSeconds(1));
    assertThat(health.isDue()).isTrue();
    assertThat(health.isDue()).isFalse();
    assertThat(health.state()).isEqualTo(InstanceState.TRIED);
    assertThat(health.admits()).isFalse();
  }

  @Test
  void after_a_good_trial_it_gets_a_tenth_and_more_with_time() {
    leaveAlone();
    pass(Duration.ofSeconds(1));
    health.isDue();
    health.tried(true);
    chance = 0.09;
    assertThat(health.admits()).isTrue();
    chance = 0.11;
    assertThat(health.admits()).isFalse();
    pass(Duration.ofSeconds(5));
    chance = 0.49;
    assertThat(health.admits()).isTrue();
    pass(Duration.ofSeconds(6));
    health.succeeded(now);
    assertThat(health.state()).isEqualTo(InstanceState.WELL);
  }

  @Test
  void one_failure_while_it_comes_back_leaves_it_alone_for_longer() {
    chance = 0;
    leaveAlone();
    pass(Duration.ofSeconds(1));
    health.isDue();
    health.tried(true);
    fail(1);
    assertThat(health.remainingNanos()).isEqualTo(Duration.ofSeconds(2).toNanos());
  }

  @Test
  void stragglers_that_began_before_it_was_left_alone_count_neither_way() {
    long before = now;
    chance = 0;
    leaveAlone();
    health.failed(before);
    health.succeeded(before);
    assertThat(health.state()).isEqualTo(InstanceState.LEFT_ALONE);
    assertThat(health.remainingNanos()).isEqualTo(Duration.ofSeconds(1).toNanos());
    pass(Duration.ofSeconds(1));
    health.isDue();
    health.tried(true);
    health.failed(before);
    assertThat(health.state()).isEqualTo(InstanceState.COMING_BACK);
  }

  @Test
  void an_answer_while_nobody_is_well_brings_it_back() {
    leaveAlone();
    pass(Duration.ofMillis(10));
    health.succeeded(now);
    assertThat(health.state()).isEqualTo(InstanceState.COMING_BACK);
  }
}
