package dev.cleave.cli.bench;

import java.io.IOException;

/** Places orders at {@code POST /orders}, over connections that it keeps. */
@FunctionalInterface
interface LoadClient {

  /** How many connections send at once. */
  int CONNECTIONS = 16;

  /**
   * Places orders for some time.
   *
   * @param rate orders per second, sent at their time whether or not the ones before were answered;
   *     0 to send the next one as soon as the last one was answered
   * @param seed of what is ordered
   */
  Load run(int port, int seconds, int rate, long seed) throws IOException, InterruptedException;
}
