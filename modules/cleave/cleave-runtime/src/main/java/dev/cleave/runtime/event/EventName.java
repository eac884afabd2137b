package dev.cleave.runtime.event;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The identity of an event, {@code <module>.<what-happened>.v<version>}.
 *
 * @param module that publishes it
 */
record EventName(String text, String module) {
  private static final Pattern FORM =
      Pattern.compile("([a-z][a-z0-9-]*)\\.[a-z][a-z0-9-]*\\.v[1-9][0-9]*");

  /**
   * Reads a name.
   *
   * @throws IllegalArgumentException if it is none
   */
  static EventName of(Class<?> type, String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches() || text.length() > 200) {
      throw new IllegalArgumentException(
          ("%s: @IntegrationEvent(\"%s\") is no event name: write"
                  + " <module>.<what-happened>.v<version>, such as ordering.order-placed.v1.")
              .formatted(type.getName(), text));
    }
    return new EventName(text, form.group(1));
  }
}
