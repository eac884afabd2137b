package dev.cleave.crash.extract;

import dev.cleave.cli.extract.Sabotage;
import java.time.Duration;
import java.util.Optional;

/**
 * How a run goes.
 *
 * @param module that is taken out and back
 * @param rate of requests per second; found out when absent
 * @param seed of what is asked and of when something is killed
 * @param sabotage a promise that is broken on purpose
 * @param kill who is killed in every step, or null
 * @param lossesOnly whether times are told and not judged
 * @param limit within which it ends once the shop has started
 */
record Options(
    String module,
    Optional<Double> rate,
    long seed,
    Sabotage sabotage,
    Kill kill,
    boolean lossesOnly,
    Duration limit) {

  /** How long a shadow and each share of a canary is watched. */
  Duration dwell() {
    return kill == null ? Duration.ofSeconds(3) : Duration.ofSeconds(1);
  }

  /** How long callers may wait while the module changes hands: as the command has it if judged. */
  Duration longestHold() {
    return lossesOnly ? Duration.ofSeconds(5) : Duration.ofSeconds(1);
  }
}
