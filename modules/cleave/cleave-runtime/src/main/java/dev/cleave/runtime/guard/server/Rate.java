package dev.cleave.runtime.guard.server;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * So many calls in a time, written {@code 100/s}, {@code 6000/m} or {@code 50000/h}. All of them
 * may come at once; then the next ones are allowed evenly.
 *
 * @param calls at least one
 */
public record Rate(int calls, Duration time) {
  private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,8})\\s*/\\s*(s|m|h)");

  /**
   * Reads a rate; {@code none} is no limit.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static Optional<Rate> parse(String key, String text) {
    if (text.trim().equals("none")) {
      return Optional.empty();
    }
    Matcher form = FORM.matcher(text.trim());
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "%s = \"%s\": write a number of calls and a time, such as 100/s, 6000/m or 50000/h, or none."
              .formatted(key, text));
    }
    Duration time =
        switch (form.group(2)) {
          case "s" -> Duration.ofSeconds(1);
          case "m" -> Duration.ofMinutes(1);
          default -> Duration.ofHours(1);
        };
    return Optional.of(new Rate(Integer.parseInt(form.group(1)), time));
  }

  /** Nanoseconds from one call to the next, if they come evenly. */
  long interval() {
    return Math.max(1, time.toNanos() / calls);
  }
}
