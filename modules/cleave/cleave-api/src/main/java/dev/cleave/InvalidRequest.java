package dev.cleave;

import java.util.List;

/** The request breaks the contract's constraints. Nothing was done. */
public final class InvalidRequest extends CallException {
  public static final String CODE = "cleave.invalid-request";
  private final List<Violation> violations;

  /**
   * One broken constraint.
   *
   * @param field the path of the value, such as {@code lines[0].quantity}
   * @param message what would be allowed
   */
  public record Violation(String field, String message) {}

  public InvalidRequest(String message, List<Violation> violations) {
    super(CODE, 400, message, null);
    this.violations = List.copyOf(violations);
  }

  public List<Violation> violations() {
    return violations;
  }
}
