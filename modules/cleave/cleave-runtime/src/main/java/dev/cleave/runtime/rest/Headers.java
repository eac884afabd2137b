package dev.cleave.runtime.rest;

import dev.cleave.Caller;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The headers with which the context of a call travels. */
final class Headers {
  static final String IDEMPOTENCY_KEY = "Idempotency-Key";
  static final String TRACEPARENT = "traceparent";

  /** Milliseconds until the deadline; relative, so that clocks need not agree. */
  static final String TIMEOUT = "Cleave-Timeout-Ms";

  /** Counts on the internal port only. */
  static final String CALLER = "Cleave-Caller";

  /** What processes show each other on the internal port. */
  static final String SECRET = "Cleave-Secret";

  private Headers() {}

  /**
   * A value between processes: HTTP carries visible ASCII safely, so anything else is
   * percent-encoded.
   */
  static String encode(String value) {
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
  static String decode(String header) {
    return header.indexOf('%') < 0
        ? header
        : URLDecoder.decode(header.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  static String write(Caller caller) {
    return caller.kind() + ":" + encode(caller.name());
  }

  static Optional<Caller> readCaller(String header) {
    int colon = header == null ? -1 : header.indexOf(':');
    if (colon < 0 || colon == header.length() - 1) {
      return Optional.empty();
    }
    for (Caller.Kind kind : Caller.Kind.values()) {
      if (kind.name().equals(header.substring(0, colon))) {
        return Optional.of(new Caller(kind, decode(header.substring(colon + 1))));
      }
    }
    return Optional.empty();
  }
}
