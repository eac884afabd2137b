package dev.cleave.crash.load;

/**
 * When each request is due: at a constant rate, whatever becomes of those before it.
 *
 * @param begin of the first one, in nanoseconds
 * @param rate requests per second
 */
record Schedule(long begin, double rate) {

  private static final double NANOS_PER_SECOND = 1e9;

  /** Refuses a rate that never comes to anything. */
  Schedule {
    if (!(rate > 0)) {
      throw new IllegalArgumentException("%s requests per second are no load".formatted(rate));
    }
  }

  /** When request {@code number}, from 0, is due. */
  long due(long number) {
    return begin + Math.round(number * NANOS_PER_SECOND / rate);
  }
}
