package dev.cleave.runtime.saga;

import dev.cleave.runtime.config.CleaveConfig;
import java.time.Duration;

/**
 * How sagas are run, as configured when the application starts.
 *
 * @param callTimeout of all calls of one attempt together
 */
record SagaSettings(
    int atOnce,
    Duration lease,
    Duration poll,
    Duration firstDelay,
    Duration longestDelay,
    int compensationAttempts,
    Duration retention,
    Duration callTimeout) {
  static SagaSettings of(CleaveConfig config) {
    return new SagaSettings(
        config.sagasAtOnce(),
        config.sagasLease(),
        config.sagasPoll(),
        config.sagasFirstDelay(),
        config.sagasLongestDelay(),
        config.sagasCompensationAttempts(),
        config.sagasRetention(),
        config.timeout());
  }
}
