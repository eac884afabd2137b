package dev.cleave.runtime.contract;

/** Joins path templates, which may or may not begin and end with a slash. */
final class Paths {
  private Paths() {}

  /** With a leading and without a trailing slash; the empty string for the root. */
  static String normalized(String path) {
    String stripped = path.replaceAll("^/+|/+$", "");
    return stripped.isEmpty() ? "" : "/" + stripped;
  }

  static String join(String left, String right) {
    return normalized(left) + normalized(right);
  }
}
