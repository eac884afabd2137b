package dev.cleave.runtime.instance;

import java.time.Instant;
import java.util.Optional;

/**
 * One instance as this process sees it.
 *
 * @param url of its port
 * @param state {@code well}, {@code left-alone}, {@code tried} or {@code coming-back}
 * @param weight its share of calls beside others, where the balancer goes by weights
 * @param inFlight calls under way
 * @param calls attempts made there since it became known
 * @param failures attempts that failed on their way
 * @param leftAloneUntil when it is tried again, if it is left alone
 */
public record InstanceStatus(
    String url,
    String state,
    int weight,
    int inFlight,
    long calls,
    long failures,
    Optional<Instant> leftAloneUntil) {
  static InstanceStatus of(Instance instance) {
    long remaining = instance.health().remainingNanos();
    return new InstanceStatus(
        instance.url().toString(),
        instance.health().state().toString(),
        instance.weight(),
        instance.inFlight(),
        instance.calls(),
        instance.failures(),
        remaining > 0 ? Optional.of(Instant.now().plusNanos(remaining)) : Optional.empty());
  }
}
