package dev.cleave.crash.load;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A stretch of time; the begin belongs to it, the end does not.
 *
 * @param begin before or at its end
 * @param end of it
 */
public record Window(Instant begin, Instant end) {

  /** Refuses one that ends before it begins. */
  public Window {
    if (end.isBefore(begin)) {
      throw new IllegalArgumentException("a window from %s to %s".formatted(begin, end));
    }
  }

  /** Whether a request was due in it. */
  public boolean has(Sample sample) {
    return !sample.scheduled().isBefore(begin) && sample.scheduled().isBefore(end);
  }

  /** Whether a request was on its way at any time of it. */
  public boolean touches(Sample sample) {
    return sample.scheduled().isBefore(end) && !sample.ended().isBefore(begin);
  }

  public boolean overlaps(Window other) {
    return begin.isBefore(other.end) && other.begin.isBefore(end);
  }

  public boolean overlapsAny(List<Window> others) {
    return others.stream().anyMatch(this::overlaps);
  }

  public Duration length() {
    return Duration.between(begin, end);
  }

  /** The same one, longer at both ends. */
  public Window widened(Duration before, Duration after) {
    return new Window(begin.minus(before), end.plus(after));
  }
}
