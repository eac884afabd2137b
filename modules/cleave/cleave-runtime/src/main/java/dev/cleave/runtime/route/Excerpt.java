package dev.cleave.runtime.route;

/** A part of a long text that is short enough to keep. */
final class Excerpt {
  /** The longest excerpt, the marks of what was left out included. */
  static final int LONGEST = 2000;

  private static final int BEFORE = 500;
  private static final String CUT = "…";

  private Excerpt() {}

  /** The beginning of the text, or of what surrounds the place if that lies far inside. */
  static String of(String text, int place) {
    if (text.length() <= LONGEST) {
      return text;
    }
    int start = place < LONGEST - BEFORE ? 0 : Math.min(place, text.length()) - BEFORE;
    int end = Math.min(text.length(), start + LONGEST - 2 * CUT.length());
    // half a character could not be written as JSON
    start += Character.isLowSurrogate(text.charAt(start)) ? 1 : 0;
    end -= Character.isHighSurrogate(text.charAt(end - 1)) ? 1 : 0;
    return (start > 0 ? CUT : "") + text.substring(start, end) + (end < text.length() ? CUT : "");
  }

  /** Where two texts begin to differ. */
  static int firstDifference(String one, String other) {
    int i = 0;
    while (i < one.length() && i < other.length() && one.charAt(i) == other.charAt(i)) {
      i++;
    }
    return i;
  }
}
