package dev.cleave.runtime.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {
  private static final long SECOND = 1_000_000_000L;

  /** Begins below zero, as {@link System#nanoTime()} may. */
  private final AtomicLong clock = new AtomicLong(-100 * SECOND);

  private final RetryBudget budget = new RetryBudget(clock::get);

  private void calls(int calls) {
    for (int i = 0; i < calls; i++) {
      budget.call();
    }
  }

  private int repeats() {
    int repeats = 0;
    while (repeats < 1_000 && budget.repeat()) {
      repeats++;
    }
    return repeats;
  }

  @Test
  void ten_repeats_a_second_are_free() {
    assertThat(repeats()).isEqualTo(10);
    clock.addAndGet(SECOND - 1);
    assertThat(repeats()).isZero();
    clock.addAndGet(1);
    assertThat(repeats()).isEqualTo(10);
  }

  @Test
  void else_they_are_a_fifth_of_the_calls() {
    calls(104);
    assertThat(repeats()).isEqualTo(20);
    calls(1);
    assertThat(repeats()).isEqualTo(1);
  }

  @Test
  void calls_earn_repeats_for_ten_seconds() {
    clock.addAndGet(3 * SECOND);
    calls(100);
    clock.addAndGet(9 * SECOND);
    assertThat(repeats()).isEqualTo(20);
  }

  @Test
  void calls_of_ten_seconds_ago_earn_nothing() {
    clock.addAndGet(3 * SECOND);
    calls(100);
    clock.addAndGet(10 * SECOND);
    assertThat(repeats()).isEqualTo(10);
  }

  @Test
  void after_a_long_silence_nothing_is_left_of_what_was_earned() {
    clock.addAndGet(3 * SECOND);
    calls(100);
    clock.addAndGet(25 * SECOND);
    assertThat(repeats()).isEqualTo(10);
  }

  @Test
  void what_was_spent_in_the_last_ten_seconds_is_spent() {
    calls(100);
    assertThat(repeats()).isEqualTo(20);
    clock.addAndGet(SECOND);
    assertThat(repeats()).isEqualTo(10);
  }
}
