package dev.cleave.runtime.guard;

import dev.cleave.StaleIfError;
import dev.cleave.runtime.config.Durations;
import dev.cleave.runtime.contract.ContractMethod;
import io.smallrye.faulttolerance.api.RateLimit;
import io.smallrye.faulttolerance.api.RateLimitType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;

/**
 * What applies to the remote calls of one method. An absent policy is switched off, or has never
 * been asked for.
 */
record Policies(
    Optional<Repeats> retry,
    Optional<Duration> timeout,
    Optional<Scoped<Breaking>> breaker,
    Optional<Scoped<Integer>> bulkhead,
    Optional<Scoped<Rate>> rateLimit,
    Optional<Substitution> fallback,
    Optional<Keeping> stale) {
  private static final int DEFAULT_RETRIES = 2;
  private static final long DEFAULT_RETRY_DELAY_MILLIS = 50;
  private static final long DEFAULT_BREAKER_DELAY_MILLIS = 5_000;
  private static final long LONGEST_MILLIS = Duration.ofDays(1).toMillis();
  private static final int DEFAULT_VOLUME = 20;
  private static final int DEFAULT_SUCCESSES = 1;
  private static final int DEFAULT_CONCURRENT = 64;
  private static final double HALF = 0.5;
  private static final int MANY = 1_000_000;
  private static final int UNLIMITED_RETRIES = 1_000;

  /** A policy, and those who share what it counts. */
  record Scoped<T>(String scope, T policy) {}

  /** When and how often a call is repeated. */
  record Repeats(int most, Waits waits, Duration longest, ExceptionSet which) {}

  /** When a circuit breaker opens and closes. */
  record Breaking(int volume, double ratio, Duration delay, int successes, ExceptionSet which) {}

  /** How many calls in which time. */
  record Rate(int limit, Duration window, Duration spacing, RateLimitType type) {}

  /** How long and how many answers are kept for bad times. */
  record Keeping(Duration maxAge, int entries) {}

  /**
   * What the keys and annotations say. Of a policy that they are wrong about, the former is left in
   * effect.
   *
   * @param former what was in effect before; {@code null} at the start
   * @param problems told what is wrong
   */
  static Policies of(
      ContractMethod method, PolicyKeys keys, Policies former, Consumer<String> problems) {
    Former before = new Former(problems);
    return new Policies(
        before.unless(() -> retry(method, keys), former == null ? null : former.retry),
        before.unless(() -> timeout(method, keys), former == null ? null : former.timeout),
        before.unless(() -> breaker(method, keys), former == null ? null : former.breaker),
        before.unless(() -> bulkhead(method, keys), former == null ? null : former.bulkhead),
        before.unless(() -> rateLimit(method, keys), former == null ? null : former.rateLimit),
        before.unless(() -> Substitution.of(method, keys), former == null ? null : former.fallback),
        before.unless(() -> stale(method, keys), former == null ? null : former.stale));
  }

  /** Without what holds calls back from a way that fails, and without repeats. */
  Policies sabotaged() {
    return new Policies(
        Optional.empty(), timeout, Optional.empty(), bulkhead, rateLimit, fallback, stale);
  }

  private record Former(Consumer<String> problems) {
    <T> Optional<T> unless(Supplier<Optional<T>> next, Optional<T> former) {
      try {
        return next.get();
      } catch (IllegalArgumentException e) {
        problems.accept(e.getMessage());
        return former == null ? Optional.empty() : former;
      }
    }
  }

  private static Optional<Repeats> retry(ContractMethod method, PolicyKeys keys) {
    Declared<Retry> retry = new Declared<>(method, Retry.class, keys);
    long most = retry.number("maxRetries", Retry::maxRetries, DEFAULT_RETRIES, -1, MANY);
    Duration delay =
        retry.duration(
            "delay", "delayUnit", Retry::delay, Retry::delayUnit, DEFAULT_RETRY_DELAY_MILLIS);
    Duration jitter =
        retry.duration("jitter", "jitterDelayUnit", Retry::jitter, Retry::jitterDelayUnit, 0);
    Duration longest =
        retry.duration(
            "maxDuration",
            "durationUnit",
            Retry::maxDuration,
            Retry::durationUnit,
            Duration.ofMinutes(3).toMillis());
    ExceptionSet which = retry.exceptions("retryOn", Retry::retryOn, "abortOn", Retry::abortOn);
    if (!retry.isOn() || most == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Repeats(
            (int) (most < 0 ? UNLIMITED_RETRIES : Math.min(most, UNLIMITED_RETRIES)),
            retry.isAnnotated() ? Waits.around(delay, jitter) : Waits.growing(delay),
            longest.isZero() ? Duration.ofMillis(LONGEST_MILLIS) : longest,
            which));
  }

  private static Optional<Duration> timeout(ContractMethod method, PolicyKeys keys) {
    Declared<Timeout> timeout = new Declared<>(method, Timeout.class, keys);
    Duration value = timeout.duration("value", "unit", Timeout::value, Timeout::unit, 0);
    return value.isZero() || !timeout.isOn() ? Optional.empty() : Optional.of(value);
  }

  private static Optional<Scoped<Breaking>> breaker(ContractMethod method, PolicyKeys keys) {
    Declared<CircuitBreaker> breaker = new Declared<>(method, CircuitBreaker.class, keys);
    Breaking policy =
        new Breaking(
            (int)
                breaker.number(
                    "requestVolumeThreshold",
                    CircuitBreaker::requestVolumeThreshold,
                    DEFAULT_VOLUME,
                    1,
                    MANY),
            breaker.ratio("failureRatio", CircuitBreaker::failureRatio, HALF),
            breaker.duration(
                "delay",
                "delayUnit",
                CircuitBreaker::delay,
                CircuitBreaker::delayUnit,
                DEFAULT_BREAKER_DELAY_MILLIS),
            (int)
                breaker.number(
                    "successThreshold",
                    CircuitBreaker::successThreshold,
                    DEFAULT_SUCCESSES,
                    1,
                    MANY),
            breaker.exceptions("failOn", CircuitBreaker::failOn, "skipOn", CircuitBreaker::skipOn));
    return breaker.isOn() ? Optional.of(new Scoped<>(breaker.scope(), policy)) : Optional.empty();
  }

  private static Optional<Scoped<Integer>> bulkhead(ContractMethod method, PolicyKeys keys) {
    Declared<Bulkhead> bulkhead = new Declared<>(method, Bulkhead.class, keys);
    int limit = (int) bulkhead.number("value", Bulkhead::value, DEFAULT_CONCURRENT, 1, MANY);
    return bulkhead.isOn() ? Optional.of(new Scoped<>(bulkhead.scope(), limit)) : Optional.empty();
  }

  private static Optional<Scoped<Rate>> rateLimit(ContractMethod method, PolicyKeys keys) {
    Declared<RateLimit> limit = new Declared<>(method, RateLimit.class, keys);
    if (!limit.isOn() || !limit.isAnnotated() && limit.key("value").isEmpty()) {
      return Optional.empty();
    }
    Duration window =
        limit.duration("window", "windowUnit", RateLimit::window, RateLimit::windowUnit, 1000);
    if (window.toMillis() < 1) {
      throw new IllegalArgumentException(
          "window of @RateLimit at %s is shorter than a millisecond: %d ns."
              .formatted(method.name(), window.toNanos()));
    }
    Rate rate =
        new Rate(
            (int) limit.number("value", RateLimit::value, 100, 1, MANY),
            window,
            limit.duration(
                "minSpacing",
                "minSpacingUnit",
                RateLimit::minSpacing,
                RateLimit::minSpacingUnit,
                0),
            limit.isAnnotated()
                ? Optional.ofNullable(method.method().getAnnotation(RateLimit.class))
                    .orElseGet(() -> method.contract().type().getAnnotation(RateLimit.class))
                    .type()
                : RateLimitType.ROLLING);
    return Optional.of(new Scoped<>(limit.scope(), rate));
  }

  private static Optional<Keeping> stale(ContractMethod method, PolicyKeys keys) {
    StaleIfError written = method.method().getAnnotation(StaleIfError.class);
    if (written == null) {
      return Optional.empty();
    }
    String where = "@StaleIfError at " + method.name();
    if (method.isCommand() || method.isVoid()) {
      throw new IllegalArgumentException(
          where + ": only a read (@GET) with a result can be answered with an old answer.");
    }
    if (written.entries() < 1) {
      throw new IllegalArgumentException(where + ": entries must be at least 1.");
    }
    Keeping keeping =
        new Keeping(Durations.parse(where + ", maxAge", written.maxAge()), written.entries());
    return keys.isOn(method, "Fallback") ? Optional.of(keeping) : Optional.empty();
  }

  /** The names of the parameters that a policy has; for messages about those it has not. */
  static List<String> parameters(String policy) {
    return switch (policy) {
      case "Retry" ->
          List.of(
              "enabled",
              "maxRetries",
              "delay",
              "delayUnit",
              "jitter",
              "jitterDelayUnit",
              "maxDuration",
              "durationUnit",
              "retryOn",
              "abortOn");
      case "Timeout" -> List.of("enabled", "value", "unit");
      case "CircuitBreaker" ->
          List.of(
              "enabled",
              "requestVolumeThreshold",
              "failureRatio",
              "delay",
              "delayUnit",
              "successThreshold",
              "failOn",
              "skipOn");
      case "Bulkhead" -> List.of("enabled", "value", "waitingTaskQueue");
      case "RateLimit" ->
          List.of("enabled", "value", "window", "windowUnit", "minSpacing", "minSpacingUnit");
      default -> List.of("enabled", "applyOn", "skipOn", "value", "fallbackMethod");
    };
  }
}
