package dev.cleave.runtime.call;

import dev.cleave.Caller;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** How a caller's identity is written between processes: {@code KIND:name}, in visible ASCII. */
public final class WrittenCaller {
  private WrittenCaller() {}

  /** Text as visible ASCII, which is safe everywhere; anything else is percent-encoded. */
  public static String encode(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c <= ' ' || c >= 127 || c == '%') {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
      }
    }
    return value;
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IllegalArgumentException if it did not
   */
  public static String decode(String text) {
    return text.indexOf('%') < 0
        ? text
        : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  public static String of(Caller caller) {
    return caller.kind() + ":" + encode(caller.name());
  }

  /**
   * Reads what {@link #of} wrote; empty if it is nothing of the kind.
   *
   * @throws IllegalArgumentException if the name is not percent-encoded
   */
  public static Optional<Caller> read(String text) {
    int colon = text == null ? -1 : text.indexOf(':');
    if (colon < 0 || colon == text.length() - 1) {
      return Optional.empty();
    }
    for (Caller.Kind kind : Caller.Kind.values()) {
      if (kind.name().equals(text.substring(0, colon))) {
        return Optional.of(new Caller(kind, decode(text.substring(colon + 1))));
      }
    }
    return Optional.empty();
  }
}
