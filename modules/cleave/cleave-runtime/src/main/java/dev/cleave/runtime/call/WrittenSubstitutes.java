package dev.cleave.runtime.call;

import dev.cleave.SubstituteAnswers;
import dev.cleave.SubstituteAnswers.Kind;
import dev.cleave.SubstituteAnswers.Substitute;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How it is written between processes and to the outside what an answer is made of: {@code
 * default}, or {@code stale; age=12} with the age in seconds; several are separated by commas.
 */
public final class WrittenSubstitutes {
  private static final Pattern FORM =
      Pattern.compile("(default|stale)(?:\\s*;\\s*age=(\\d{1,9}))?");

  private WrittenSubstitutes() {}

  public static String of(List<Substitute> substitutes) {
    return substitutes.stream()
        .map(WrittenSubstitutes::of)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static String of(Substitute substitute) {
    return substitute.kind() == Kind.DEFAULT
        ? "default"
        : "stale; age=" + substitute.age().toSeconds();
  }

  /**
   * Notes for the call that this thread is making what {@link #of} wrote; nothing, if it did not.
   *
   * @param contract that was called
   */
  public static void note(String contract, String written) {
    Matcher forms = FORM.matcher(written == null ? "" : written);
    while (forms.find()) {
      SubstituteAnswers.note(
          new Substitute(
              Kind.valueOf(forms.group(1).toUpperCase(Locale.ROOT)),
              contract,
              Duration.ofSeconds(forms.group(2) == null ? 0 : Long.parseLong(forms.group(2)))));
    }
  }
}
