package dev.cleave.runtime.rest;

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

  /** Present on a read whose answer no caller gets; counts on the internal port only. */
  static final String REHEARSAL = "Cleave-Rehearsal";

  /** On an answer: it is, or is made of, a substitute. */
  static final String FALLBACK = "Cleave-Fallback";

  private Headers() {}
}
