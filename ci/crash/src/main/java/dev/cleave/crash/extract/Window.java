package dev.cleave.crash.extract;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A stretch of time; the begin belongs to it, the end does not.
 *
 * @param begin before or at its end
 * @param end of it
 */
record Window(Instant begin, Instant end) {

  /** Refuses one that ends before it begins. */
  Window {
    if (end.isBefore(begin)) {
      throw new IllegalArgumentException("a window from %s to %s".formatted(begin, end));
    }
  }

  /** Whether a request was due in it. */
  boolean has(Sample sample) {
    return !sample.scheduled().isBefore(begin) && sample.scheduled().isBefore(end);
  }

  /** Whether a request was on its way at any time of it. */
  boolean touches(Sample sample) {
    return sample.scheduled().isBefore(end) && !sample.ended().isBefore(begin);
  }

  boolean overlaps(Window other) {
    return begin.isBefore(other.end) && other.begin.isBefore(end);
  }

  boolean overlapsAny(List<Window> others) {
    return others.stream().anyMatch(this::overlaps);
  }

  Duration length() {
    return Duration.between(begin, end);
  }

  /** The same one, longer at both ends. */
  Window widened(Duration before, Duration after) {
    return new Window(begin.minus(before), end.plus(after));
  }
}
