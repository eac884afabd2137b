package dev.cleave.crash.extract;

import dev.cleave.crash.check.Checks;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the databases do not hold as the clients were told.
 *
 * @param lost what is missing, or is not as it must be
 * @param doubled what is there although nobody asked for it, or twice
 */
record Violations(List<String> lost, List<String> doubled) {

  /** Sorts the violations that {@code checks} have found. */
  static Violations of(List<String> violations) {
    Map<Boolean, List<String>> sorted =
        violations.stream().distinct().collect(Collectors.partitioningBy(Checks::isOfTooMuch));
    return new Violations(sorted.get(false), sorted.get(true));
  }
}
