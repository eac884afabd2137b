package dev.cleave.crash.fault;

import dev.cleave.crash.load.Figures;
import dev.cleave.crash.load.Sample;
import dev.cleave.crash.load.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * What callers noticed of one harm.
 *
 * @param harm that was done
 * @param figures of the requests that were due while it lasted
 * @param recovery from its begin until callers no longer noticed it
 * @param noticed who noticed it, and when
 */
record Finding(Harm harm, Figures figures, Duration recovery, List<String> noticed) {

  /** An answer that took longer was waited for. */
  static final Duration SLOW = Duration.ofMillis(1800);

  /**
   * Callers no longer notice it when in this time not more than one of them had to wait: somebody
   * has to find out whether an instance is well again.
   */
  private static final Duration CALM = Duration.ofSeconds(3);

  private static final int MAY_WAIT = 1;

  /** Of what became of requests while a harm lasted. */
  static Finding of(Harm harm, Window lasted, Collection<Sample> all) {
    List<Sample> samples =
        all.stream().filter(lasted::has).sorted(Comparator.comparing(Sample::scheduled)).toList();
    List<Sample> concerned =
        samples.stream()
            .filter(sample -> sample.isFailed() || sample.latency().compareTo(SLOW) > 0)
            .toList();
    List<Instant> noticed = concerned.stream().map(Sample::scheduled).toList();
    return new Finding(
        harm,
        Figures.of(samples),
        Duration.between(lasted.begin(), recovered(lasted, noticed)),
        concerned.stream().map(sample -> told(sample, lasted)).toList());
  }

  private static String told(Sample sample, Window lasted) {
    return "after %.1f s %s waited %d ms"
        .formatted(
            Duration.between(lasted.begin(), sample.scheduled()).toMillis() / 1e3,
            sample.what(),
            sample.latency().toMillis());
  }

  /** After the last one that was not alone. */
  private static Instant recovered(Window lasted, List<Instant> noticed) {
    for (int i = noticed.size() - 1; i >= MAY_WAIT; i--) {
      Instant before = noticed.get(i - MAY_WAIT);
      if (Duration.between(before, noticed.get(i)).compareTo(CALM) < 0) {
        return noticed.get(i);
      }
    }
    return noticed.isEmpty() ? lasted.begin() : noticed.get(0);
  }
}
