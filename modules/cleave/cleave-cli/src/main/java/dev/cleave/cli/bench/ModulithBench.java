package dev.cleave.cli.bench;

import dev.cleave.cli.Progress;
import dev.cleave.cli.Shop;
import dev.cleave.cli.postgres.DatabaseAddress;
import dev.cleave.cli.process.RunningProcess;
import dev.cleave.cli.process.Undo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The same orders and events on Cleave and on Spring Modulith, in turn, with the same client on the
 * same PostgreSQL server.
 */
public final class ModulithBench {

  private static final int SECONDS = 10;
  private static final int PACED_SECONDS = 8;
  private static final int PACED_RATE = 200;

  /** Fewer are worked off before a rate can be told. */
  private static final long SMALLEST_BACKLOG = 1_000;

  private final Progress progress;
  private final BenchDatabase database;
  private final LoadClient client;
  private final OrderSystem cleave;
  private final OrderSystem yardstick;
  private final Side cleaveSide = new Side();
  private final Side yardstickSide = new Side();
  private long seed;

  /** What was measured of one of the two. */
  private static final class Side {
    private final List<Trial> saturated = new ArrayList<>();
    private final List<Trial> paced = new ArrayList<>();
    private final List<Double> drains = new ArrayList<>();
  }

  private ModulithBench(
      Progress progress,
      BenchDatabase database,
      LoadClient client,
      OrderSystem cleave,
      OrderSystem yardstick) {
    this.progress = progress;
    this.database = database;
    this.client = client;
    this.cleave = cleave;
    this.yardstick = yardstick;
  }

  /**
   * Measures with a database and servers of its own.
   *
   * @param source the folder of the yardstick, which is only read
   */
  public static List<Figure> run(Shop shop, Progress progress, Undo undo, int rounds, Path source)
      throws IOException, InterruptedException {
    Yardstick built = Yardstick.build(shop, progress, undo, source);
    BenchServer.build(shop, undo);
    BenchDatabase database = BenchDatabase.start(shop, progress, undo);
    DatabaseAddress its = database.create(Yardstick.NAME);
    long begin = progress.begin("Starting the yardstick and the bench");
    RunningProcess process = built.start(its);
    BenchServer server = BenchServer.start(shop, progress, undo, "local", database);
    progress.done("Started the yardstick and the bench", begin);
    try (OrderSystem cleave = server.orders(database);
        OrderSystem yardstick =
            new OrderSystem(
                Yardstick.NAME,
                process.port(),
                process.pid(),
                database.connect(its),
                Yardstick.BOOKS)) {
      ModulithBench bench =
          new ModulithBench(progress, database, built.client(), cleave, yardstick);
      bench.measure(rounds);
      return bench.figures();
    }
  }

  private void measure(int rounds) throws IOException, InterruptedException {
    WarmUp.orders(seconds -> trial("warm-up", yardstick, seconds, 0));
    WarmUp.orders(seconds -> trial("warm-up", cleave, seconds, 0));
    WarmUp.backlog(cleave);
    for (int i = 0; i < rounds; i++) {
      Trial theirs = trial("saturated", yardstick, SECONDS, 0);
      yardstickSide.saturated.add(theirs);
      cleaveSide.saturated.add(trial("saturated", cleave, SECONDS, 0));
      if (theirs.backlog() >= SMALLEST_BACKLOG) {
        yardstickSide.drains.add(theirs.drainedPerSecond());
        cleaveSide.drains.add(Backlog.drainedPerSecond(cleave, theirs.backlog()));
        progress.say(
            "  backlog of %d: yardstick %.0f/s, cleave %.0f/s"
                .formatted(theirs.backlog(), last(yardstickSide.drains), last(cleaveSide.drains)));
      }
      yardstickSide.paced.add(trial("200/s", yardstick, PACED_SECONDS, PACED_RATE));
      cleaveSide.paced.add(trial("200/s", cleave, PACED_SECONDS, PACED_RATE));
    }
  }

  private Trial trial(String name, OrderSystem system, int seconds, int rate)
      throws IOException, InterruptedException {
    Trial trial = Trial.run(system, client, database.pid(), seconds, rate, ++seed);
    progress.say("  %s, %s: %s".formatted(system.name(), name, trial.line()));
    return trial;
  }

  private static double last(List<Double> values) {
    return values.get(values.size() - 1);
  }

  private List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    figures.add(ratio("end_to_end_ratio", side -> of(side.saturated, Trial::endToEndPerSecond)));
    figures.add(ratio("cpu_ratio", side -> of(side.saturated, Trial::processorMillisPerEvent)));
    if (cleaveSide.drains.isEmpty()) {
      progress.say("The yardstick never had a backlog to work off, so there is no drain_ratio.");
    } else {
      figures.add(ratio("drain_ratio", side -> side.drains));
    }
    figures.add(ratio("p99_ratio", side -> of(side.paced, Trial::p99)));
    addAbsolute(figures, "cleave_", cleaveSide);
    addAbsolute(figures, "yardstick_", yardstickSide);
    List<Trial> all = new ArrayList<>(cleaveSide.saturated);
    all.addAll(yardstickSide.saturated);
    figures.add(new Figure("others_percent", of(all, Trial::othersPercent)));
    return figures;
  }

  private Figure ratio(String name, Function<Side, List<Double>> of) {
    List<Double> subject = of.apply(cleaveSide);
    List<Double> against = of.apply(yardstickSide);
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < subject.size(); i++) {
      ratios.add(subject.get(i) / against.get(i));
    }
    return new Figure(name, ratios);
  }

  private static void addAbsolute(List<Figure> figures, String prefix, Side side) {
    figures.add(new Figure(prefix + "events_per_s", of(side.saturated, Trial::endToEndPerSecond)));
    figures.add(
        new Figure(prefix + "published_per_s", of(side.saturated, t -> t.load().perSecond())));
    figures.add(
        new Figure(
            prefix + "app_cpu_ms_per_order",
            of(side.saturated, t -> t.applicationMillis() / t.load().answered())));
    figures.add(
        new Figure(
            prefix + "db_cpu_ms_per_order",
            of(side.saturated, t -> t.databaseMillis() / t.load().answered())));
    if (!side.drains.isEmpty()) {
      figures.add(new Figure(prefix + "drain_per_s", side.drains));
    }
    figures.add(new Figure(prefix + "p50_ms", of(side.paced, Trial::p50)));
    figures.add(new Figure(prefix + "p99_ms", of(side.paced, Trial::p99)));
  }

  private static List<Double> of(List<Trial> trials, ToDoubleFunction<Trial> value) {
    return trials.stream().map(trial -> value.applyAsDouble(trial)).toList();
  }
}
