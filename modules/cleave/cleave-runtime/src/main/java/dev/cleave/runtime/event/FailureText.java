package dev.cleave.runtime.event;

import java.time.Duration;

/** What is kept of a failed delivery's cause. */
final class FailureText {
  private static final int MAX_LENGTH = 2000;

  private FailureText() {}

  /** The exception and what caused it, without stack traces. */
  static String of(Throwable failure) {
    StringBuilder text = new StringBuilder(failure.toString());
    int depth = 0;
    for (Throwable cause = failure.getCause();
        cause != null && depth++ < 5;
        cause = cause.getCause()) {
      text.append("; caused by ").append(cause);
    }
    return text.substring(0, Math.min(text.length(), MAX_LENGTH)).replace('\0', ' ');
  }

  static String hung(Duration limit) {
    return "The listener took longer than %d ms (cleave.events.timeout); it was given up."
        .formatted(limit.toMillis());
  }
}
