package dev.cleave.crash.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a run has found.
 *
 * @param module that was taken out and back
 * @param rate requests per second
 * @param requests that were sent in time with the schedule
 * @param failed those that failed while every server was up
 * @param failedWhileDown those that failed while a server was down that the test had killed
 * @param examples of failures, a few
 * @param violations of the laws that the databases must keep
 * @param repeated steps that were refused, left everything as it was, and were taken again
 * @param unfinished steps that did not succeed, and why
 * @param longestHoldMillis empty where callers never had to wait
 * @param p99Ratio the worst of all holds
 * @param startsP99 of requests while a process was starting, in milliseconds
 * @param steps in order
 * @param timesAreOnlyTold whether times are not judged: because servers or the command were killed
 *     on purpose, or because that was asked for
 */
record Outcome(
    String module,
    double rate,
    long requests,
    long failed,
    long failedWhileDown,
    List<String> examples,
    Violations violations,
    List<String> repeated,
    List<String> unfinished,
    Optional<Long> longestHoldMillis,
    Optional<Double> p99Ratio,
    double startsP99,
    List<StepFigures> steps,
    boolean timesAreOnlyTold) {

  static final long FEWEST_REQUESTS = 10_000;
  static final long LONGEST_HOLD_MILLIS = 1000;
  static final double HIGHEST_P99_RATIO = 3;

  /** Why this is no success, one line each; none if it is one. */
  List<String> reasons() {
    List<String> reasons = new ArrayList<>();
    unfinished.forEach(step -> reasons.add("not finished: " + step));
    if (failed > 0) {
      reasons.add("%d requests failed".formatted(failed));
    }
    if (!violations.lost().isEmpty()) {
      reasons.add("%d effects were lost".formatted(violations.lost().size()));
    }
    if (!violations.doubled().isEmpty()) {
      reasons.add("%d effects were doubled".formatted(violations.doubled().size()));
    }
    if (requests < FEWEST_REQUESTS) {
      reasons.add(
          "%d requests were sent, and fewer than %d prove nothing"
              .formatted(requests, FEWEST_REQUESTS));
    }
    if (!timesAreOnlyTold) {
      reasons.addAll(slowness());
    }
    return reasons;
  }

  private List<String> slowness() {
    List<String> reasons = new ArrayList<>();
    if (longestHoldMillis.isEmpty()) {
      reasons.add("callers never waited, so the module has not changed its database");
    } else if (longestHoldMillis.get() > LONGEST_HOLD_MILLIS) {
      reasons.add(
          "callers waited for %d ms, longer than %d ms"
              .formatted(longestHoldMillis.get(), LONGEST_HOLD_MILLIS));
    }
    if (p99Ratio.isEmpty()) {
      reasons.add("there was no steady load before a hold to compare it with");
    } else if (p99Ratio.get() > HIGHEST_P99_RATIO) {
      reasons.add(
          String.format(
              Locale.ROOT,
              "the p99 around a hold is %.1f times that of steady load, more than %.0f times",
              p99Ratio.get(),
              HIGHEST_P99_RATIO));
    }
    return reasons;
  }

  /** Whether a promise that was broken on purpose was noticed as a broken one. */
  boolean hasNoticed() {
    return failed > 0 || !violations.lost().isEmpty() || !violations.doubled().isEmpty();
  }

  /** The exit code. */
  int exitCode(boolean isSabotaged) {
    return (isSabotaged ? hasNoticed() : reasons().isEmpty()) ? 0 : 1;
  }
}
