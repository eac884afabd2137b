package dev.cleave.runtime.guard.server;

import dev.cleave.runtime.config.CleaveConfig;
import dev.cleave.runtime.config.ConfigKey;
import dev.cleave.runtime.guard.server.CallerRates.Refusal;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * What each caller may ask of this process in a time: {@code cleave.rate-limit}, or in its place
 * {@code cleave.rate-limit.<module>} for the calls of one module. Follows the configuration while
 * the process runs; an unchanged limit keeps what it has counted.
 */
public final class RateLimits {
  private static final String ALL = "";

  private final LongSupplier clock;
  private final LongAdder refused = new LongAdder();
  private volatile Map<String, CallerRates> limits = Map.of();

  RateLimits(LongSupplier clock) {
    this.clock = clock;
  }

  /**
   * Follows the configuration.
   *
   * @throws IllegalArgumentException if a value is no rate; then all limits stay as they are
   */
  void follow(CleaveConfig config) {
    Map<String, CallerRates> next = new HashMap<>();
    follow(next, ALL, ConfigKey.RATE_LIMIT.key(), config.limits().rate());
    config
        .all(ConfigKey.RATE_LIMIT_OF_MODULE)
        .forEach(
            (module, text) ->
                follow(next, module, ConfigKey.RATE_LIMIT_OF_MODULE.key(module), text));
    limits = next.equals(Collections.singletonMap(ALL, null)) ? Map.of() : next;
  }

  private void follow(Map<String, CallerRates> next, String module, String key, String text) {
    CallerRates known = limits.get(module);
    CallerRates wished =
        Rate.parse(key, text)
            .map(
                rate ->
                    known != null && known.rate().equals(rate)
                        ? known
                        : new CallerRates(rate, clock))
            .orElse(null);
    next.put(module, wished); // null: no limit, whatever holds for the others
  }

  /**
   * Books a call.
   *
   * @param caller who calls, by name or address
   * @return why it is too much, if it is
   */
  public Optional<Refusal> take(String module, String caller) {
    Map<String, CallerRates> now = limits;
    if (now.isEmpty()) {
      return Optional.empty();
    }
    CallerRates rates = now.containsKey(module) ? now.get(module) : now.get(ALL);
    if (rates == null) {
      return Optional.empty();
    }
    Optional<Refusal> refusal = rates.take(caller);
    if (refusal.isPresent()) {
      refused.increment();
    }
    return refusal;
  }

  long refused() {
    return refused.sum();
  }
}
