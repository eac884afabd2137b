package dev.cleave.runtime.route;

import java.time.Instant;
import java.util.Optional;

/**
 * The route of a module as one process sees it.
 *
 * @param here whether the module's service is deployed in this process
 * @param wished what the configuration says
 * @param effective what new calls take
 * @param reason why the wish is not in effect
 * @param endpoint where the effective route leads; empty for {@code local}
 * @param heldUntil until when new calls wait, if they do
 * @param inFlight calls under way on the effective route
 * @param draining calls under way on former routes; the switch is done when it is zero
 * @param calls calls since the start of the process
 * @param since when the effective route took effect
 */
public record RouteStatus(
    String module,
    boolean here,
    String wished,
    String effective,
    Optional<String> reason,
    Optional<String> endpoint,
    Optional<Instant> heldUntil,
    long inFlight,
    long draining,
    long calls,
    Instant since) {}
