package dev.cleave.shop.notifications.domain;

import java.util.regex.Pattern;

/** One line of text, safe wherever a line break would begin something new, such as a header. */
final class PlainLine {
  /** Control and format characters, line and paragraph separators, halves of surrogate pairs. */
  private static final Pattern UNSAFE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]+");

  private static final Pattern SPACES = Pattern.compile("\\s+");

  private PlainLine() {}

  /**
   * The text with every run of unsafe characters as one space.
   *
   * @param maxLength in code points; what is longer ends with an ellipsis
   */
  static String of(String text, int maxLength) {
    String line = SPACES.matcher(UNSAFE.matcher(text).replaceAll(" ")).replaceAll(" ").strip();
    return line.codePointCount(0, line.length()) <= maxLength
        ? line
        : line.substring(0, line.offsetByCodePoints(0, maxLength - 1)) + "…";
  }
}
