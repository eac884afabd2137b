package dev.cleave.grpc;

import io.grpc.Metadata;

/** The metadata with which the context of a call travels; its deadline is gRPC's own. */
final class Headers {
  /** What processes show each other; whoever shows it is one of them. */
  static final Metadata.Key<String> SECRET = key("cleave-secret");

  /** Counts only with the secret. */
  static final Metadata.Key<String> CALLER = key("cleave-caller");

  /** Present on a read whose answer no caller gets; counts only with the secret. */
  static final Metadata.Key<String> REHEARSAL = key("cleave-rehearsal");

  /** Of an answer: that it is made of substitutes. */
  static final Metadata.Key<String> FALLBACK = key("cleave-fallback");

  static final Metadata.Key<String> IDEMPOTENCY_KEY = key("idempotency-key");
  static final Metadata.Key<String> TRACEPARENT = key("traceparent");
  static final Metadata.Key<String> AUTHORIZATION = key("authorization");

  private Headers() {}

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }
}
