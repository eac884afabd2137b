package dev.cleave.crash.extract;

import dev.cleave.crash.load.Figures;
import java.util.Optional;

/**
 * What happened to the load during one step.
 *
 * @param step its name, or {@code steady}
 * @param direction {@code forward} or {@code back}
 * @param seconds how long it took
 * @param figures of the requests that were due meanwhile
 * @param holdMillis the longest time for which callers waited, if they did
 * @param inFlight deliveries that were not done at its end
 */
record StepFigures(
    String step,
    String direction,
    double seconds,
    Figures figures,
    Optional<Long> holdMillis,
    long inFlight) {}
