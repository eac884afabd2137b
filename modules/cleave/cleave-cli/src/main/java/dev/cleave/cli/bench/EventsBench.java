package dev.cleave.cli.bench;

import dev.cleave.cli.Progress;
import dev.cleave.cli.Shop;
import dev.cleave.cli.process.Undo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Events from one module to another: a publisher that writes a row and publishes, a listener with
 * two statements, as the Spring Modulith yardstick has them.
 */
public final class EventsBench {

  private static final int SECONDS = 10;
  private static final int PACED_SECONDS = 8;
  private static final int PACED_RATE = 200;
  private static final int COUNTED_SECONDS = 5;
  private static final long BACKLOG = 1_000_000;
  private static final long WINDOW = 20_000;
  private static final long RAMP = 2_000;
  private static final long POLL_MILLIS = 500;

  /** A session that has become idle tells its statistics within ten seconds (pgstat.c). */
  private static final long STATISTICS_MILLIS = 11_000;

  private final Progress progress;
  private final BenchDatabase database;
  private final OrderSystem system;
  private final int rounds;
  private final LoadClient client = new OrderLoad();
  private long seed;

  private EventsBench(Progress progress, BenchDatabase database, OrderSystem system, int rounds) {
    this.progress = progress;
    this.database = database;
    this.system = system;
    this.rounds = rounds;
  }

  /** Measures with a database and a server of its own. */
  public static List<Figure> run(Shop shop, Progress progress, Undo undo, int rounds)
      throws IOException, InterruptedException {
    BenchServer.build(shop, undo);
    BenchDatabase database = BenchDatabase.start(shop, progress, undo);
    database.loadStatementCounter();
    long begin = progress.begin("Starting the bench");
    BenchServer server = BenchServer.start(shop, progress, undo, "local", database);
    database.showCountedStatements();
    progress.done("Started the bench", begin);
    try (OrderSystem system = server.orders(database)) {
      return new EventsBench(progress, database, system, rounds).measure();
    }
  }

  private List<Figure> measure() throws IOException, InterruptedException {
    WarmUp.orders(seconds -> trial("warm-up", seconds, 0));
    WarmUp.backlog(system);
    long committedBefore = committed();
    List<Trial> saturated = trials("saturated", SECONDS, 0);
    long committed = committed() - committedBefore;
    long events = saturated.stream().mapToLong(trial -> trial.load().answered()).sum();
    List<Trial> paced = trials("200/s", PACED_SECONDS, PACED_RATE);
    double statements = statementsPerEvent();
    List<Double> drains = new ArrayList<>();
    List<Double> without = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      drains.add(Backlog.drainedPerSecond(system, WINDOW));
      without.addAll(Backlog.windows(system, RAMP, WINDOW - 2 * RAMP, 1));
      progress.say("  backlog of %d: %.0f/s".formatted(WINDOW, without.get(i)));
    }
    List<Double> with = withBacklog();
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      ratios.add(with.get(i) / without.get(i));
    }
    return List.of(
        figure("published_per_s", saturated, trial -> trial.load().perSecond()),
        figure("delivered_per_s", saturated, Trial::endToEndPerSecond),
        figure("p50_ms", paced, Trial::p50),
        figure("p99_ms", paced, Trial::p99),
        Figure.of("tx_per_delivery", (committed - events) / (double) events),
        Figure.of("statements_per_event", statements),
        figure("cpu_ms_per_event", saturated, Trial::processorMillisPerEvent),
        new Figure("backlog_ratio", ratios),
        new Figure("drain_per_s", drains),
        new Figure("backlog_drain_per_s", with),
        figure("others_percent", saturated, Trial::othersPercent));
  }

  private List<Trial> trials(String name, int seconds, int rate)
      throws IOException, InterruptedException {
    List<Trial> trials = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      trials.add(trial(name, seconds, rate));
    }
    return trials;
  }

  private Trial trial(String name, int seconds, int rate) throws IOException, InterruptedException {
    Trial trial = Trial.run(system, client, database.pid(), seconds, rate, ++seed);
    progress.say("  %s: %s".formatted(name, trial.line()));
    return trial;
  }

  /** How many transactions have committed in the database of the application. */
  private long committed() throws InterruptedException {
    Thread.sleep(STATISTICS_MILLIS);
    return system.number(
        "select xact_commit from pg_stat_database where datname = current_database()");
  }

  /** All that the database executes for an event, begin and commit included. */
  private double statementsPerEvent() throws IOException, InterruptedException {
    database.countStatements(true);
    system.execute("select public.pg_stat_statements_reset()");
    Trial trial = trial("statements counted", COUNTED_SECONDS, 0);
    long calls =
        system.number(
            """
            select sum(s.calls)::bigint
            from public.pg_stat_statements s join pg_roles r on r.oid = s.userid
            where r.rolname in ('cleave_benchordering', 'cleave_benchinventory')""");
    database.countStatements(false);
    return calls / (double) trial.load().answered();
  }

  /** How fast a relay delivers that has a million deliveries before it. */
  private List<Double> withBacklog() throws InterruptedException {
    system.reset();
    long begin = progress.begin("Making a backlog of %d".formatted(BACKLOG));
    Backlog.make(system, BACKLOG);
    // What a database has long done for a backlog that has grown, it would do during the
    // measurement.
    system.settle("benchordering.cleave_outbox, benchordering.cleave_event");
    progress.done("Made a backlog", begin);
    long handled = system.number("select count(*) from stock_movement");
    while (system.number("select count(*) from stock_movement")
        <= handled + RAMP + rounds * WINDOW) {
      Thread.sleep(POLL_MILLIS);
    }
    List<Double> rates = Backlog.windows(system, handled + RAMP, WINDOW, rounds);
    rates.forEach(rate -> progress.say("  backlog of %d: %.0f/s".formatted(BACKLOG, rate)));
    return rates;
  }

  private static Figure figure(String name, List<Trial> trials, ToDoubleFunction<Trial> of) {
    return new Figure(name, trials.stream().map(trial -> of.applyAsDouble(trial)).toList());
  }
}
