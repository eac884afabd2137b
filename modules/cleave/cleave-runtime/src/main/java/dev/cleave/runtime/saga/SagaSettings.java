package dev.cleave.runtime.saga;

import dev.cleave.runtime.config.CleaveConfig;
import dev.cleave.runtime.config.SagaConfig;
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
    SagaConfig sagas = config.sagas();
    return new SagaSettings(
        sagas.atOnce(),
        sagas.lease(),
        sagas.poll(),
        sagas.firstDelay(),
        sagas.longestDelay(),
        sagas.compensationAttempts(),
        sagas.retention(),
        config.calls().timeout());
  }
}
