package dev.cleave.runtime.record;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A recording, ended or under way.
 *
 * @param started empty if there never was one
 * @param requests that came in from outside and have been answered
 */
public record Recorded(
    boolean recording,
    Optional<Instant> started,
    double seconds,
    long requests,
    List<RecordedCall> calls) {}
