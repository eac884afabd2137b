package dev.cleave.crash.load;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names that tell how often they were changed. */
final class UserNames {

  private static final Pattern VERSION = Pattern.compile(".* v(\\d+)");

  private UserNames() {}

  static String of(int version) {
    return "User v" + version;
  }

  /** 0 for a name that tells nothing. */
  static int version(String name) {
    Matcher matcher = VERSION.matcher(name);
    return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
  }
}
