package dev.cleave.runtime.event;

/**
 * How a subscription stands.
 *
 * @param publisher the module that publishes
 * @param event its name
 * @param backlog deliveries that are not done, whatever holds them up
 * @param waiting of those, behind a failed one of their key
 * @param retrying of those, to be tried again
 * @param dead of those, dead letters
 * @param oldestAgeSeconds how long ago the oldest of the backlog was published
 * @param deliveredPerSecond by this process, over the last ten seconds
 * @param retries attempts that failed in this process since it started
 */
public record SubscriptionStatus(
    String subscription,
    String publisher,
    String event,
    int generation,
    String state,
    long backlog,
    long waiting,
    long retrying,
    long dead,
    double oldestAgeSeconds,
    double deliveredPerSecond,
    long retries) {}
