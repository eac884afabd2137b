package dev.cleave;

import java.util.Objects;

/**
 * On whose behalf a call is made. The identity is established where the call enters the system and
 * travels with it through every binding.
 *
 * @param kind what the caller may do
 * @param name who it is, for logs and rules; never empty
 */
public record Caller(Kind kind, String name) {
  /** What a caller may do. */
  public enum Kind {
    /** Came in through a public port without credentials. */
    ANONYMOUS,
    /** Came in with the operator key. */
    OPERATOR,
    /** The system itself: a timer, a start-up task, a test. */
    SYSTEM
  }

  public static final Caller ANONYMOUS = new Caller(Kind.ANONYMOUS, "anonymous");
  public static final Caller OPERATOR = new Caller(Kind.OPERATOR, "operator");
  public static final Caller SYSTEM = new Caller(Kind.SYSTEM, "system");

  public Caller {
    Objects.requireNonNull(kind, "kind");
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a caller needs a name");
    }
  }

  public boolean isOperator() {
    return kind == Kind.OPERATOR;
  }
}
