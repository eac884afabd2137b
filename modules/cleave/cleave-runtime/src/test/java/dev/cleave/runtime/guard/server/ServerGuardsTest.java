package dev.cleave.runtime.guard.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.netflix.concurrency.limits.Limit;
import dev.cleave.runtime.config.CleaveConfig;
import dev.cleave.runtime.guard.server.LoadLimit.Admission;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
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

  @Test
  void a_limit_is_auto_or_none_or_a_number_from_1_to_1000() {
    for (String text : List.of("auto", "none", "1", " 1000 ")) {
      assertThat(ConcurrencyLimit.parse("k", text)).isNotNull();
    }
    for (String text : List.of("0", "1001", "many", "")) {
      assertThatThrownBy(() -> ConcurrencyLimit.parse("k", text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("k = \"" + text + "\": write auto, none, or a number");
    }
  }

  @Test
  void each_door_has_the_limit_for_itself_and_its_own_figures() {
    keys.put("cleave.concurrency-limit", "2");
    ServerGuards guards = guards();
    MeterRegistry metrics = new SimpleMeterRegistry();
    guards.bindTo(metrics);
    assertThat(enter(guards.outside(), 5)).hasSize(2);
    assertThat(enter(guards.inside(), 3)).hasSize(2);
    for (String door : List.of("outside", "inside")) {
      assertThat(metrics.get("cleave.concurrency").tag("door", door).gauge().value()).isEqualTo(2);
      assertThat(metrics.get("cleave.concurrency.limit").tag("door", door).gauge().value())
          .isEqualTo(2);
    }
    assertThat(metrics.get("cleave.shed").tag("door", "outside").functionCounter().count())
        .isEqualTo(3);
    assertThat(metrics.get("cleave.shed").tag("door", "inside").functionCounter().count())
        .isEqualTo(1);
    keys.put("cleave.concurrency-limit", "3");
    guards.refresh();
    assertThat(guards.outside().most()).isEqualTo(3);
    assertThat(guards.inside().most()).isEqualTo(3);
    keys.put("cleave.concurrency-limit", "none");
    guards.refresh();
    assertThat(guards.outside().most()).isZero();
    assertThat(guards.inside().most()).isZero();
  }

  /** Notes what it is told. */
  private static final class Listening implements Limit {
    private final List<Integer> beside = new ArrayList<>();
    private final List<Long> took = new ArrayList<>();

    @Override
    public int getLimit() {
      return 3;
    }

    @Override
    public void notifyOnChange(Consumer<Integer> consumer) {}

    @Override
    public void onSample(long start, long nanos, int inFlight, boolean isDropped) {
      took.add(nanos);
      beside.add(inFlight);
    }
  }

  @Test
  void a_limit_learns_from_how_long_calls_take_and_how_many_there_are_unless_that_tells_nothing() {
    Listening limit = new Listening();
    LoadLimit door = new LoadLimit(() -> false);
    door.follow(limit);
    long before = System.nanoTime();
    List<Admission> admitted = enter(door, 4);
    admitted.get(0).end(false);
    assertThat(limit.beside).isEmpty();
    admitted.get(1).end(true);
    admitted.get(2).end(true);
    assertThat(limit.beside).containsExactly(2, 3);
    assertThat(limit.took).allMatch(took -> took >= 0 && took <= System.nanoTime() - before);
    assertThat(door.inFlight()).isZero();
  }

  @Test
  void a_call_tells_the_limit_that_let_it_in_and_nobody_if_there_was_none() {
    Listening later = new Listening();
    LoadLimit door = new LoadLimit(() -> false);
    Admission free = door.enter(1);
    door.follow(later);
    free.end(true);
    assertThat(later.beside).isEmpty();
  }
}
