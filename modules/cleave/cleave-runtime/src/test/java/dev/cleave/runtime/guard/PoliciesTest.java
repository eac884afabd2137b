package dev.cleave.runtime.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleave.CallFailed;
import dev.cleave.DeadlineExceeded;
import dev.cleave.ModuleContract;
import dev.cleave.ModuleUnavailable;
import dev.cleave.StaleIfError;
import dev.cleave.runtime.config.CleaveConfig;
import dev.cleave.runtime.contract.ContractMethod;
import dev.cleave.runtime.contract.ContractModel;
import io.smallrye.faulttolerance.api.RateLimit;
import io.smallrye.faulttolerance.api.RateLimitType;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoliciesTest {
  private final List<String> problems = new ArrayList<>();

  private Policies of(ContractMethod method, String... keysAndValues) {
    Map<String, String> keys = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      keys.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    problems.clear();
    return Policies.of(method, new PolicyKeys(keys), null, problems::add);
  }

  private Policies of(String... keysAndValues) {
    return of(Trial.method("rate"), keysAndValues);
  }

  @ParameterizedTest
  @CsvSource({
    "Bulkhead/value, 1",
    "Bulkhead/value, 1000000",
    "Retry/maxRetries, -1",
    "CircuitBreaker/failureRatio, 1",
    "CircuitBreaker/failureRatio, 0.001",
    "CircuitBreaker/delay, 0",
    "CircuitBreaker/delay, 86400000",
    "Timeout/unit, days",
    "Timeout/unit, Nanos"
  })
  void a_value_at_the_edge_of_what_can_be_is_taken(String key, String value) {
    of(key, value);
    assertThat(problems).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Bulkhead/value, 0, write a number from 1 to 1000000.",
    "Bulkhead/value, 1000001, write a number from 1 to 1000000.",
    "Retry/maxRetries, -2, write a number from -1 to 1000000.",
    "CircuitBreaker/failureRatio, 0, 'write a number above 0, at most 1.'",
    "CircuitBreaker/failureRatio, NaN, 'write a number above 0, at most 1.'",
    "CircuitBreaker/delay, 86400001, write a number from 0 to 86400000.",
    "Timeout/unit, WEEKS, 'one of NANOS, MICROS, MILLIS, SECONDS, MINUTES, HOURS, HALF_DAYS, DAYS.'",
    "Retry/abortOn, java.lang.String, java.lang.String is none that this application has"
  })
  void a_value_beyond_it_is_refused(String key, String value, String remedy) {
    of(key, value);
    assertThat(problems)
        .singleElement()
        .satisfies(p -> assertThat(p).startsWith(key + " = \"" + value + "\"").contains(remedy));
  }

  @Test
  void no_duration_is_longer_than_a_day() {
    assertThat(of("Timeout/value", "1", "Timeout/unit", "DAYS").timeout())
        .contains(Duration.ofDays(1));
    assertThat(of("Timeout/value", "2", "Timeout/unit", "DAYS").timeout()).isEmpty();
    assertThat(problems)
        .containsExactly("value of @Timeout at Rates.rate is longer than a day: 2 Days.");
  }

  @ModuleContract("edges")
  @Path("/edges")
  @RateLimit(value = 5, type = RateLimitType.SMOOTH)
  interface Edges {
    @GET
    @Bulkhead(1)
    @CircuitBreaker(failureRatio = 1, requestVolumeThreshold = 1_000_000)
    @Retry(maxRetries = -1, maxDuration = 0)
    @StaleIfError(entries = 1)
    int least();

    @GET
    @Path("none")
    @Bulkhead(0)
    @StaleIfError(entries = 0)
    int none();

    @GET
    @Path("much")
    @Bulkhead(1_000_001)
    int much();

    @GET
    @Path("long")
    @Timeout(value = 1, unit = ChronoUnit.WEEKS)
    int longest();
  }

  private static ContractMethod edge(String name) {
    return ContractModel.of(Edges.class).methods().stream()
        .filter(m -> m.method().getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void the_same_holds_for_what_is_written_in_annotations() {
    of(edge("least"));
    assertThat(problems).isEmpty();
    of(edge("none"));
    assertThat(problems)
        .containsExactly(
            "@Bulkhead(value = 0) at Edges.none: write a number from 1 to 1000000.",
            "@StaleIfError at Edges.none: entries must be at least 1.");
    of(edge("much"));
    assertThat(problems).singleElement().asString().contains("@Bulkhead(value = 1000001)");
    of(edge("longest"));
    assertThat(problems).singleElement().asString().contains("is longer than a day: 1 Weeks");
  }

  @Test
  void a_rate_limit_of_a_class_holds_for_its_methods_together() {
    var limit = of(edge("least")).rateLimit().orElseThrow();
    assertThat(limit.scope()).isEqualTo("Edges");
    assertThat(limit.policy().type()).isEqualTo(RateLimitType.SMOOTH);
  }

  @Test
  void a_method_that_is_annotated_keeps_its_guard_for_itself_when_its_class_has_a_key() {
    var bulkhead =
        of(edge("least"), Edges.class.getName() + "/Bulkhead/value", "2").bulkhead().orElseThrow();
    assertThat(bulkhead.scope()).isEqualTo("Edges.least");
    assertThat(bulkhead.policy()).isEqualTo(2);
  }

  @Test
  void a_rate_limit_is_counted_over_a_millisecond_at_least() {
    assertThat(of("RateLimit/value", "1", "RateLimit/window", "1").rateLimit()).isPresent();
    assertThat(of("RateLimit/value", "1", "RateLimit/window", "0").rateLimit()).isEmpty();
    assertThat(problems).singleElement().asString().contains("shorter than a millisecond: 0 ns");
  }

  @Test
  void minus_one_repeat_is_many_and_no_longest_time_is_a_day() {
    var repeats = of(edge("least")).retry().orElseThrow();
    assertThat(repeats.most()).isEqualTo(1_000);
    assertThat(repeats.longest()).isEqualTo(Duration.ofDays(1));
    assertThat(of("Retry/maxDuration", "59").retry().orElseThrow().longest())
        .isEqualTo(Duration.ofMillis(59));
    assertThat(of("Retry/maxRetries", "0").retry()).isEmpty();
  }

  @Test
  void waits_grow_unless_the_annotation_says_how_long_they_are() {
    assertThat(of("Retry/delay", "7").retry().orElseThrow().waits())
        .isEqualTo(Waits.growing(Duration.ofMillis(7)));
    assertThat(of(Trial.method("annotated"), "Retry/delay", "7").retry().orElseThrow().waits())
        .isEqualTo(Waits.around(Duration.ofMillis(7), Duration.ofMillis(10)));
  }

  @Test
  void a_policy_is_on_if_its_own_key_says_so_while_all_are_off() {
    Policies policies =
        of("MP_Fault_Tolerance_NonFallback_Enabled", "false", "Retry/enabled", "true");
    assertThat(policies.retry()).isPresent();
    assertThat(policies.breaker()).isEmpty();
    of("Retry/enabled", "yes");
    assertThat(problems).containsExactly("Retry/enabled = \"yes\": write true or false.");
  }

  @Test
  void exceptions_are_those_named_and_their_kinds_without_those_excepted() {
    ExceptionSet which =
        of(
                "Retry/retryOn",
                " dev.cleave.CallException, ,dev.cleave.runtime.guard.Rates$NoRate,",
                "Retry/abortOn",
                "dev.cleave.DeadlineExceeded")
            .retry()
            .orElseThrow()
            .which();
    assertThat(which.has(new CallFailed("garbage"))).isTrue();
    assertThat(which.has(new ModuleUnavailable("away", true, null))).isTrue();
    assertThat(which.has(new Rates.NoRate())).isTrue();
    assertThat(which.has(DeadlineExceeded.outcomeUnknown("late"))).isFalse();
    assertThat(which.has(new IllegalStateException())).isFalse();
  }

  @Test
  void what_is_wrong_in_annotations_stops_the_start() {
    assertThatThrownBy(
            () ->
                new Guards(
                    List.of(ContractModel.of(Edges.class)),
                    CleaveConfig.of(Map.of()),
                    () -> 0,
                    nanos -> {},
                    new SplittableRandom()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("@Bulkhead(value = 0) at Edges.none")
        .hasMessageContaining("1 Weeks");
  }
}
