package dev.cleave.runtime.rest;

import dev.cleave.Caller;
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

  static String write(Caller caller) {
    return caller.kind() + ":" + caller.name();
  }

  static Optional<Caller> readCaller(String header) {
    int colon = header == null ? -1 : header.indexOf(':');
    if (colon < 0 || colon == header.length() - 1) {
      return Optional.empty();
    }
    for (Caller.Kind kind : Caller.Kind.values()) {
      if (kind.name().equals(header.substring(0, colon))) {
        return Optional.of(new Caller(kind, header.substring(colon + 1)));
      }
    }
    return Optional.empty();
  }
}
