package dev.cleave.runtime.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.cleave.InvalidRequest;
import dev.cleave.runtime.guard.GuardFigures.Event;
import dev.cleave.runtime.guard.GuardStatus.LastMinute;
import dev.cleave.runtime.problem.ProblemDocument;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GuardFiguresTest {
  private static final String[] ONCE = {"Retry/enabled", "false"};

  private static Trial.Behaviour failing(Exception failure) {
    return (attempt, context) -> {
      throw failure;
    };
  }

  private static LastMinute counted(Trial trial) {
    return trial.guards().status().get(0).lastMinute();
  }

  private static LastMinute afterOne(Trial.Behaviour behaviour) throws Exception {
    Trial trial = new Trial(ONCE);
    trial.behaviour = behaviour;
    try {
      trial.call("rate", 1);
    } catch (Rates.NoRate | RuntimeException e) {
      // counted
    }
    return counted(trial);
  }

  @Test
  void a_call_is_counted_once_by_what_became_of_it() throws Exception {
    assertThat(afterOne((attempt, context) -> 42))
        .isEqualTo(afterOne(failing(new Rates.NoRate())))
        .isEqualTo(afterOne(failing(new InvalidRequest("no", List.of()))))
        .isEqualTo(new LastMinute(1, 0, 0, 0, 0, 0, 0));
    assertThat(afterOne(failing(Trial.unreachable())))
        .isEqualTo(
            afterOne(
                failing(
                    ProblemDocument.restore(
                        Trial.CONTRACT, 503, "{\"code\":\"cleave.overloaded\"}"))))
        .isEqualTo(new LastMinute(0, 1, 0, 0, 0, 0, 0));
    assertThat(afterOne(failing(Trial.late()))).isEqualTo(new LastMinute(0, 0, 1, 0, 0, 0, 0));
  }

  @Test
  void a_call_that_is_repeated_is_one_call_and_its_repeats() throws Exception {
    Trial trial = new Trial();
    trial.behaviour =
        (attempt, context) -> {
          if (attempt < 3) {
            throw Trial.unreachable();
          }
          return 42;
        };
    trial.call("rate", 1);
    assertThat(counted(trial)).isEqualTo(new LastMinute(1, 0, 0, 0, 2, 0, 0));
  }

  @Test
  void a_substitute_is_counted_beside_the_failure_that_it_hides() throws Exception {
    Trial trial = new Trial(ONCE);
    trial.behaviour = failing(Trial.unreachable());
    trial.call("guessed", 1);
    assertThat(counted(trial)).isEqualTo(new LastMinute(0, 1, 0, 0, 0, 0, 1));
    trial.behaviour = (attempt, context) -> 42;
    trial.call("remembered", 1);
    trial.behaviour = failing(Trial.unreachable());
    trial.call("remembered", 1);
    assertThat(counted(trial)).isEqualTo(new LastMinute(1, 2, 0, 0, 0, 0, 2));
  }

  @Test
  void status_has_one_figure_for_all_guards_that_reject_and_one_for_all_substitutes() {
    GuardFigures figures = new GuardFigures();
    List<Event> counted =
        List.of(Event.OPEN_BREAKER, Event.FULL_BULKHEAD, Event.FULL_BULKHEAD, Event.DEFAULT_ANSWER);
    counted.forEach(figures::count);
    for (int i = 0; i < 4; i++) {
      figures.count(Event.RATE_LIMIT);
      figures.count(Event.STALE_ANSWER);
    }
    WayGuards way = new WayGuards("rates", "rest", "", figures, new RetryBudget(() -> 0));
    assertThat(GuardStatus.of(way))
        .isEqualTo(
            new GuardStatus("rates", "rest", List.of(), new LastMinute(0, 0, 0, 7, 0, 0, 5)));
  }

  private static double calls(MeterRegistry metrics, String result) {
    return metrics
        .get("cleave.guard.calls")
        .tags("module", "rates", "binding", "rest", "result", result)
        .functionCounter()
        .count();
  }

  private static double breaker(MeterRegistry metrics) {
    return metrics.get("cleave.guard.breaker.state").gauge().value();
  }

  @Test
  void the_metrics_tell_which_guard_rejected_a_call_and_how_the_breaker_stands() throws Exception {
    Trial trial =
        new Trial(
            "Retry/enabled",
            "false",
            "CircuitBreaker/requestVolumeThreshold",
            "2",
            "CircuitBreaker/failureRatio",
            "1",
            "CircuitBreaker/delay",
            "60000",
            "Bulkhead/value",
            "1",
            Rates.class.getName() + "/quick/RateLimit/value",
            "1",
            Rates.class.getName() + "/quick/RateLimit/window",
            "3600000");
    MeterRegistry metrics = new SimpleMeterRegistry();
    trial.guards().metrics().bindTo(metrics);
    trial.behaviour = (attempt, context) -> trial.failure("rate", 2).getMessage().length();
    trial.call("rate", 1); // whose callee calls again, and finds no room
    trial.behaviour = (attempt, context) -> 42;
    trial.call("quick", 1);
    trial.failure("quick", 1);
    assertThat(breaker(metrics)).isEqualTo(0);
    trial.behaviour = failing(Trial.unreachable());
    trial.failure("rate", 1);
    trial.failure("rate", 1);
    assertThat(breaker(metrics)).isEqualTo(2);
    trial.failure("rate", 1);
    trial.follow("CircuitBreaker/delay", "0");
    trial.failure("rate", 1);
    trial.failure("rate", 1);
    trial.behaviour = (attempt, context) -> (int) breaker(metrics);
    assertThat(trial.call("rate", 1)).isEqualTo(1);
    assertThat(breaker(metrics)).isEqualTo(0);
    assertThat(
            List.of("answered", "failed", "late", "breaker-open", "bulkhead-full", "rate-limited"))
        .extracting(result -> calls(metrics, result))
        .containsExactly(3.0, 4.0, 0.0, 1.0, 1.0, 1.0);
  }

  @Test
  void a_way_that_is_used_later_is_in_the_metrics_and_counts_on_when_it_leads_elsewhere()
      throws Exception {
    Trial trial = new Trial(ONCE);
    MeterRegistry metrics = new SimpleMeterRegistry();
    trial.guards().metrics().bindTo(metrics);
    trial.guards().around(trial, Trial.CONTRACT, "grpc", Optional.empty());
    assertThat(metrics.get("cleave.guard.retries").tag("binding", "grpc").functionCounter())
        .isNotNull();
    trial.call("rate", 1);
    trial.around("http://localhost:2");
    assertThat(calls(metrics, "answered")).isEqualTo(1);
    assertThat(trial.guards().status())
        .extracting(GuardStatus::module, GuardStatus::binding, s -> s.lastMinute().answered())
        .containsExactly(tuple("rates", "grpc", 0L), tuple("rates", "rest", 1L));
  }

  @Test
  void status_forgets_calls_that_are_a_minute_old() throws Exception {
    Trial trial = new Trial(ONCE);
    trial.guards().refresh();
    trial.call("rate", 1);
    for (int second = 0; second < 59; second++) {
      trial.clock.addAndGet(Duration.ofSeconds(1).toNanos());
      trial.guards().refresh();
    }
    trial.call("rate", 1);
    assertThat(counted(trial).answered()).isEqualTo(2);
    trial.clock.addAndGet(Duration.ofSeconds(2).toNanos());
    trial.guards().refresh();
    assertThat(counted(trial).answered()).isEqualTo(1);
  }

  @Test
  void calls_before_the_first_look_at_the_figures_are_of_the_last_minute_too() {
    GuardFigures figures = new GuardFigures();
    figures.count(Event.LATE);
    assertThat(figures.lastMinute()[Event.LATE.ordinal()]).isEqualTo(1);
    figures.sample(0);
    assertThat(figures.lastMinute()[Event.LATE.ordinal()]).isEqualTo(1);
  }

  @Test
  void the_last_minute_begins_a_minute_ago_to_the_second() {
    GuardFigures figures = new GuardFigures();
    long begun = Duration.ofSeconds(-10).toNanos(); // as System.nanoTime() may
    figures.sample(begun);
    figures.count(Event.LATE);
    figures.sample(begun + Duration.ofMillis(999).toNanos()); // too early to be kept
    figures.count(Event.LATE);
    figures.sample(begun + Duration.ofSeconds(1).toNanos());
    figures.count(Event.LATE);
    figures.sample(begun + Duration.ofSeconds(61).toNanos() - 1);
    assertThat(figures.lastMinute()[Event.LATE.ordinal()]).isEqualTo(3);
    figures.sample(begun + Duration.ofSeconds(62).toNanos());
    assertThat(figures.lastMinute()[Event.LATE.ordinal()]).isEqualTo(1);
  }

  @Test
  void what_was_counted_longer_ago_is_taken_off_exactly_at_a_minute() {
    GuardFigures figures = new GuardFigures();
    figures.sample(0);
    figures.count(Event.LATE);
    figures.sample(Duration.ofSeconds(1).toNanos());
    figures.sample(Duration.ofSeconds(61).toNanos());
    assertThat(figures.lastMinute()[Event.LATE.ordinal()]).isZero();
  }
}
