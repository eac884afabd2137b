package dev.cleave.runtime.instance;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The hosts that an engine may name. Whoever can write into an engine could otherwise have this
 * process send requests, with the internal secret, to a host of theirs. {@code 10.1.*} stands for
 * addresses only, {@code *.shop.internal} for names only.
 */
final class AllowedHosts {
  private static final Pattern ADDRESS_PATTERN = Pattern.compile("(\\d{1,3}\\.){1,3}\\*");
  private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

  private final List<String> patterns;

  AllowedHosts(List<String> patterns) {
    this.patterns = patterns.stream().map(AllowedHosts::plain).toList();
  }

  boolean allow(String host) {
    String plain = plain(host);
    return patterns.stream().anyMatch(pattern -> fits(pattern, plain));
  }

  private static boolean fits(String pattern, String host) {
    if (ADDRESS_PATTERN.matcher(pattern).matches()) {
      return ADDRESS.matcher(host).matches()
          && host.startsWith(pattern.substring(0, pattern.length() - 1));
    }
    if (pattern.equals("*")) {
      return true;
    }
    return pattern.startsWith("*.")
        ? host.endsWith(pattern.substring(1)) && host.length() >= pattern.length()
        : pattern.equals(host);
  }

  /** Without the brackets of an IPv6 address and the dot that ends a full name. */
  private static String plain(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    if (lower.startsWith("[") && lower.endsWith("]")) {
      return lower.substring(1, lower.length() - 1);
    }
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
