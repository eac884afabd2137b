package dev.cleave.cli.bench;

import dev.cleave.cli.CommandFailed;
import java.io.IOException;
import java.util.Locale;

/**
 * One load on one system, from the first order until the last event was handled.
 *
 * @param load what the client saw
 * @param backlog deliveries still to be made when the load ended
 * @param drainSeconds from then until there were none
 * @param endToEndSeconds from the first order until there were none
 * @param applicationMillis processor time of the application
 * @param databaseMillis processor time of PostgreSQL
 * @param p50 from publishing to handling, in milliseconds
 * @param p99 the same of the slowest hundredth
 * @param othersPercent the share of all processors that neither of these nor the client used
 */
record Trial(
    Load load,
    long backlog,
    double drainSeconds,
    double endToEndSeconds,
    double applicationMillis,
    double databaseMillis,
    double p50,
    double p99,
    double othersPercent) {

  private static final double MICROS_PER_SECOND = 1e6;

  /**
   * Puts a load on a system.
   *
   * @param postgres the process number of the database server
   * @param rate orders per second, or 0 for as many as it takes
   */
  static Trial run(
      OrderSystem system, LoadClient client, long postgres, int seconds, int rate, long seed)
      throws IOException, InterruptedException {
    system.reset();
    ProcessorTime.Machine machineBefore = ProcessorTime.Machine.now();
    long applicationBefore = system.processorMillis();
    long databaseBefore = ProcessorTime.ofFamily(postgres);
    Load load = client.run(system.port(), seconds, rate, seed);
    long countedMicros = System.currentTimeMillis() * 1000;
    long backlog = system.open();
    long drainedMicros = system.awaitDrained();
    double application = system.processorMillis() - applicationBefore;
    double database = ProcessorTime.ofFamily(postgres) - databaseBefore;
    double others =
        ProcessorTime.Machine.now()
            .since(machineBefore)
            .percentBeside(application + database + load.clientMillis());
    if (load.failed() > 0 || load.answered() == 0) {
      throw new CommandFailed(
          "%s answered %d orders, and %d requests failed: its figures do not count"
              .formatted(system.name(), load.answered(), load.failed()));
    }
    system.check(load.answered());
    return new Trial(
        load,
        backlog,
        (drainedMicros - countedMicros) / MICROS_PER_SECOND,
        (drainedMicros - load.startMicros()) / MICROS_PER_SECOND,
        application,
        database,
        system.latencyMillis(0.50),
        system.latencyMillis(0.99),
        others);
  }

  /** Events per second, the draining included. */
  double endToEndPerSecond() {
    return load.answered() / endToEndSeconds;
  }

  /** Processor time of application and database for each event, in milliseconds. */
  double processorMillisPerEvent() {
    return (applicationMillis + databaseMillis) / load.answered();
  }

  /** Events per second while nothing but the backlog was worked off. */
  double drainedPerSecond() {
    return backlog / drainSeconds;
  }

  /** For a person who watches. */
  String line() {
    return String.format(
        Locale.ROOT,
        "%d orders, %.0f/s; %.0f/s end to end, %d open when the load ended; CPU per order %.3f + %.3f ms; publish to listener %.2f / %.2f ms; others used %.0f %%",
        load.answered(),
        load.perSecond(),
        endToEndPerSecond(),
        backlog,
        applicationMillis / load.answered(),
        databaseMillis / load.answered(),
        p50,
        p99,
        othersPercent);
  }
}
