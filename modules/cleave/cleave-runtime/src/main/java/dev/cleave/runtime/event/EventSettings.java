package dev.cleave.runtime.event;

import dev.cleave.runtime.call.Transactions;
import jakarta.enterprise.context.control.RequestContextController;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How deliveries are made in this process.
 *
 * @param timeout of one delivery
 * @param poll how often events that others published are looked for
 * @param lease how long a process that is silent keeps its lanes
 * @param parallel how many threads a subscription may use
 * @param logRetention how long published events are kept; empty is for good
 * @param inboxRetention how long it is remembered that an event was handled
 */
record EventSettings(
    String process,
    Transactions transactions,
    Supplier<Optional<RequestContextController>> requests,
    Duration timeout,
    Duration poll,
    Duration lease,
    int parallel,
    RetryPolicy retries,
    Optional<Duration> logRetention,
    Duration inboxRetention,
    FaultPoints faults) {}
