package dev.cleave.cli.bench;

/**
 * What a client saw of the orders that it placed.
 *
 * @param answered orders that were answered with 201
 * @param failed requests that were not
 * @param startMicros when the first one was sent, in microseconds since 1970
 * @param endMicros when the last one was answered
 * @param clientMillis processor time of the client
 */
record Load(long answered, long failed, long startMicros, long endMicros, double clientMillis) {

  private static final double MICROS_PER_SECOND = 1e6;

  /** Orders per second while they were placed. */
  double perSecond() {
    return answered / seconds();
  }

  /** How long orders were placed. */
  double seconds() {
    return (endMicros - startMicros) / MICROS_PER_SECOND;
  }
}
