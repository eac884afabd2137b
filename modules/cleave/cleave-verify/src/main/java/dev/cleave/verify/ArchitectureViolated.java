package dev.cleave.verify;

import java.util.List;
import java.util.stream.Collectors;

/** Fails a test with all violations that were found. */
public final class ArchitectureViolated extends AssertionError {
  private static final long serialVersionUID = 1L;

  private final transient List<Violation> violations;

  /**
   * @param subject what was checked, such as {@code dev.cleave.shop}
   */
  public ArchitectureViolated(String subject, List<Violation> violations) {
    super(
        violations.stream()
            .map(Violation::toString)
            .collect(
                Collectors.joining(
                    "\n",
                    "%d violation%s in %s:\n"
                        .formatted(violations.size(), violations.size() == 1 ? "" : "s", subject),
                    "")));
    this.violations = List.copyOf(violations);
  }

  /** Fails if there is any violation. */
  public static void throwIfAny(String subject, List<Violation> violations) {
    if (!violations.isEmpty()) {
      throw new ArchitectureViolated(subject, violations);
    }
  }

  public List<Violation> violations() {
    return violations;
  }
}
