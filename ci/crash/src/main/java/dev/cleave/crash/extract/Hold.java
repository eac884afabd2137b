package dev.cleave.crash.extract;

import dev.cleave.cli.extract.Extraction;
import dev.cleave.crash.load.Figures;
import dev.cleave.crash.load.Sample;
import dev.cleave.crash.load.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A time for which callers of the module were made to wait, as the record of its extraction tells.
 *
 * @param direction of the step
 * @param window from its begin to its end
 * @param millis how long it was
 */
record Hold(String direction, Window window, long millis) {

  private static final Duration BEFORE = Duration.ofSeconds(1);
  private static final Duration AFTER = Duration.ofSeconds(5);

  /** What happens less than that long before is not compared with. */
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(10);

  /** All that are in the record, in order. */
  static List<Hold> of(Extraction extraction) {
    return extraction.records().stream().map(Hold::of).flatMap(Optional::stream).toList();
  }

  private static Optional<Hold> of(Extraction.Record done) {
    Object begin = done.figures().get("hold_begin");
    Object end = done.figures().get("hold_end");
    if (begin == null || end == null) {
      return Optional.empty();
    }
    Window window = new Window(Instant.parse(begin.toString()), Instant.parse(end.toString()));
    Object millis = Objects.requireNonNullElse(done.figures().get("hold_ms"), -1);
    return Optional.of(
        new Hold(
            done.direction(),
            window,
            millis instanceof Number number && number.longValue() >= 0
                ? number.longValue()
                : window.length().toMillis()));
  }

  /** What clients may notice of it. */
  Window noticed() {
    return window.widened(BEFORE, AFTER);
  }

  /**
   * The p99 of the requests that may have noticed it, as a multiple of that under a steady load
   * before it.
   *
   * @param steady times at which nothing else happened
   * @param starts times at which a process was starting
   * @return empty where there was no such time before it, of 10 seconds at least
   */
  Optional<Double> p99Ratio(Collection<Sample> samples, List<Window> steady, List<Window> starts) {
    return steady.stream()
        .filter(one -> one.length().compareTo(LONG_ENOUGH) >= 0)
        .filter(one -> !one.end().isAfter(window.begin()))
        .filter(one -> !one.overlapsAny(starts))
        .max(Comparator.comparing(Window::end))
        .flatMap(
            before ->
                Figures.in(List.of(noticed()), samples)
                    .p99Ratio(Figures.in(List.of(before), samples)));
  }
}
