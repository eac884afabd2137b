package dev.cleave.runtime.saga;

import java.util.function.LongSupplier;

/**
 * What all sagas of a process have in common.
 *
 * @param holder names this start of this process; leases are in its name
 */
record SagaEnvironment(
    String holder, SagaSettings settings, LongSupplier nanoTime, SagaObserver observer) {}
