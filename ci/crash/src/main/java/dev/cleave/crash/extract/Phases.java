package dev.cleave.crash.extract;

import dev.cleave.crash.load.Figures;
import dev.cleave.crash.load.Sample;
import dev.cleave.crash.load.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What was done to the shop when, while the load went on. */
final class Phases {

  /** What a step leaves behind is over. */
  private static final Duration SETTLING = Duration.ofSeconds(2);

  /**
   * One step.
   *
   * @param step its name
   * @param direction {@code forward} or {@code back}
   * @param window from its begin to its end
   * @param holdMillis the longest time for which callers waited, if they did
   * @param inFlight deliveries that were not done at its end
   */
  record Phase(
      String step, String direction, Window window, Optional<Long> holdMillis, long inFlight) {

    StepFigures with(Collection<Sample> samples) {
      return new StepFigures(
          step,
          direction,
          window.length().toMillis() / 1000.0,
          Figures.in(List.of(window), samples),
          holdMillis,
          inFlight);
    }
  }

  private final List<Phase> phases = new ArrayList<>();
  private final List<Window> steady = new ArrayList<>();

  void add(Phase phase) {
    phases.add(phase);
  }

  /** From {@code begin} to now nothing was done. */
  void wasSteady(Instant begin, Instant end) {
    Instant settled = begin.plus(SETTLING);
    if (end.isAfter(settled)) {
      steady.add(new Window(settled, end));
    }
  }

  List<Window> steady() {
    return List.copyOf(steady);
  }

  /** What happened to the load in each of them. */
  List<StepFigures> with(Collection<Sample> samples) {
    return phases.stream().map(phase -> phase.with(samples)).toList();
  }
}
