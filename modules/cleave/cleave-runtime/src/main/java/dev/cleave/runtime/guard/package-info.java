/**
 * The guards around remote bindings: time-out, retry, circuit breaker, bulkhead, rate limit and
 * substitutes, declared with the annotations and keys of MicroProfile Fault Tolerance. It knows
 * bindings only by their interface; SmallRye Fault Tolerance is the engine of breakers, bulkheads
 * and rate limits.
 */
package dev.cleave.runtime.guard;
