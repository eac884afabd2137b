package dev.cleave.runtime.guard.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.netflix.concurrency.limits.Limit;
import dev.cleave.runtime.config.CleaveConfig;
import dev.cleave.runtime.guard.server.LoadLimit.Admission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ServerGuardsTest {
  private final Map<String, String> keys = new ConcurrentHashMap<>();
  private final AtomicLong clock = new AtomicLong();
  private final AtomicBoolean isInHandOver = new AtomicBoolean();

  private ServerGuards guards() {
    return new ServerGuards(CleaveConfig.of(keys), clock::get, isInHandOver::get);
  }

  private static List<Admission> enter(LoadLimit limit, int times) {
    List<Admission> admitted = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      Admission admission = limit.enter(1);
      if (admission != null) {
        admitted.add(admission);
      }
    }
    return admitted;
  }

  @Test
  void no_more_calls_are_let_in_than_the_limit_until_one_ends() {
    keys.put("cleave.concurrency-limit", "3");
    LoadLimit outside = guards().outside();
    List<Admission> admitted = enter(outside, 10);
    assertThat(admitted).hasSize(3);
    assertThat(outside.shed()).isEqualTo(7);
    admitted.get(0).end(true);
    assertThat(enter(outside, 2)).hasSize(1);
  }

  @Test
  void those_who_are_refused_last_find_room_where_others_find_none() {
    keys.put("cleave.concurrency-limit", "3");
    LoadLimit outside = guards().outside();
    enter(outside, 3);
    assertThat(outside.enter(1)).isNull();
    assertThat(outside.enter(2)).isNotNull();
  }

  /** Feeds a limit with the times of calls, as if so many were under way at once. */
  private static int learned(Limit limit, int calls, long tookMillis, int inFlight, long from) {
    for (int i = 0; i < calls; i++) {
      long begun = (from + i * 10L) * 1_000_000L;
      limit.onSample(begun, tookMillis * 1_000_000, inFlight, false);
    }
    return limit.getLimit();
  }

  @Test
  void by_itself_it_lets_calls_in_as_long_as_they_are_quick() {
    Limit limit = ConcurrencyLimit.parse("k", "auto").limit();
    learned(limit, 1_000, 5, 4, 0);
    assertThat(learned(limit, 1_000, 100, 40, 20_000)).isGreaterThanOrEqualTo(32);
  }

  @Test
  void by_itself_it_lets_calls_in_that_are_slow_by_nature() {
    Limit limit = ConcurrencyLimit.parse("k", "auto").limit();
    assertThat(learned(limit, 2_000, 1_000, 30, 0)).isGreaterThanOrEqualTo(32);
  }

  @Test
  void by_itself_it_shrinks_when_calls_are_slow_because_they_are_many() {
    Limit limit = ConcurrencyLimit.parse("k", "auto").limit();
    learned(limit, 1_000, 5, 4, 0);
    // 16 windows; from the sixtieth on, at random, it asks whether slow is what they are by nature
    assertThat(learned(limit, 400, 1_000, 40, 20_000)).isLessThan(16);
  }

  @Test
  void while_a_module_changes_hands_nobody_is_refused() {
    keys.put("cleave.concurrency-limit", "3");
    LoadLimit outside = guards().outside();
    isInHandOver.set(true);
    assertThat(enter(outside, 10)).hasSize(10);
    isInHandOver.set(false);
    assertThat(enter(outside, 1)).isEmpty();
  }

  @Test
  void a_limit_changes_while_calls_are_under_way() {
    keys.put("cleave.concurrency-limit", "1");
    ServerGuards guards = guards();
    List<Admission> admitted = enter(guards.outside(), 2);
    keys.put("cleave.concurrency-limit", "2");
    guards.refresh();
    assertThat(enter(guards.outside(), 2)).hasSize(1);
    keys.put("cleave.concurrency-limit", "none");
    guards.refresh();
    assertThat(enter(guards.outside(), 100)).hasSize(100);
    admitted.get(0).end(true);
    assertThat(guards.outside().inFlight()).isEqualTo(101);
  }

  @Test
  void a_rate_limit_of_a_module_stands_in_place_of_the_general_one() {
    keys.put("cleave.rate-limit", "1/s");
    keys.put("cleave.rate-limit.catalog", "2/s");
    keys.put("cleave.rate-limit.shipping", "none");
    RateLimits limits = guards().rateLimits();
    assertThat(limits.take("ordering", "a")).isEmpty();
    assertThat(limits.take("accounts", "a")).isPresent();
    assertThat(limits.take("catalog", "a")).isEmpty();
    assertThat(limits.take("catalog", "a")).isEmpty();
    assertThat(limits.take("catalog", "a")).isPresent();
    for (int i = 0; i < 10; i++) {
      assertThat(limits.take("shipping", "a")).isEmpty();
    }
    assertThat(limits.refused()).isEqualTo(2);
  }

  @Test
  void a_rate_limit_that_did_not_change_keeps_what_it_has_counted() {
    keys.put("cleave.rate-limit", "1/m");
    ServerGuards guards = guards();
    guards.rateLimits().take("ordering", "a");
    keys.put("cleave.concurrency-limit", "7");
    guards.refresh();
    assertThat(guards.rateLimits().take("ordering", "a")).isPresent();
    keys.put("cleave.rate-limit", "2/m");
    guards.refresh();
    assertThat(guards.rateLimits().take("ordering", "a")).isEmpty();
  }

  @Test
  void a_value_that_is_none_is_a_problem_and_leaves_the_last_one_in_effect() {
    keys.put("cleave.rate-limit", "1/m");
    ServerGuards guards = guards();
    guards.rateLimits().take("ordering", "a");
    keys.put("cleave.rate-limit", "lots");
    keys.put("cleave.concurrency-limit", "-1");
    guards.refresh();
    assertThat(guards.rateLimits().take("ordering", "a")).isPresent();
    assertThat(guards.problems())
        .containsExactly(
            "cleave.rate-limit = \"lots\": write a number of calls and a time, such as 100/s, 6000/m or 50000/h, or none.",
            "cleave.concurrency-limit = \"-1\": write auto, none, or a number from 1 to 1000.");
    assertThatThrownBy(this::guards).isInstanceOf(IllegalArgumentException.class);
  }
}
