package dev.cleave.crash.extract;

import dev.cleave.cli.CommandFailed;
import dev.cleave.cli.extract.Extraction;
import dev.cleave.cli.extract.Step;
import dev.cleave.cli.operation.Operations;
import dev.cleave.cli.operation.Subscription;
import dev.cleave.cli.process.Undo;
import dev.cleave.crash.Client;
import dev.cleave.crash.Goods;
import dev.cleave.crash.Journal;
import dev.cleave.crash.Quiet;
import dev.cleave.crash.ShopUnderTest;
import dev.cleave.crash.check.Checks;
import dev.cleave.crash.check.GatheredTables;
import dev.cleave.crash.load.Calibration;
import dev.cleave.crash.load.Figures;
import dev.cleave.crash.load.Known;
import dev.cleave.crash.load.Mix;
import dev.cleave.crash.load.OpenLoop;
import dev.cleave.crash.load.Sample;
import dev.cleave.crash.load.Sender;
import dev.cleave.crash.load.Window;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One walk of a module out of the shop and back, under a constant load, with the comparison. */
final class Run implements AutoCloseable {

  private static final List<Step> OUT =
      List.of(Step.REPORT, Step.LOOPBACK, Step.START, Step.SHADOW, Step.CANARY, Step.MOVE);
  private static final List<Step> BACK =
      List.of(Step.CANARY, Step.SHADOW, Step.START, Step.LOOPBACK, Step.REPORT, Step.NONE);

  private static final Duration BETWEEN_STEPS = Duration.ofSeconds(3);

  /** Before the database changes, with what {@link Phases} leaves out of it. */
  private static final Duration TO_COMPARE_WITH = Duration.ofSeconds(14);

  /** After it: what callers notice, and more. */
  private static final Duration AFTERMATH = Duration.ofSeconds(8);

  private static final int MOST_EXAMPLES = 8;

  private final Options options;
  private final ShopUnderTest shop;
  private final Starts starts;
  private final Instant deadline;
  private final Walker walker;
  private final Journal journal;
  private final Client client;
  private final Sender sender;
  private final Phases phases = new Phases();
  private final Set<String> violations = new LinkedHashSet<>();
  private final List<String> unfinished = new ArrayList<>();

  /** A run that has not begun. */
  Run(Options options, ShopUnderTest shop, Undo undo, Starts starts, Instant deadline)
      throws IOException {
    this.options = options;
    this.shop = shop;
    this.starts = starts;
    this.deadline = deadline;
    this.walker = new Walker(shop, undo, options.kill(), options.seed(), starts);
    this.journal = new Journal(shop.workspace().home().resolve("journal"), false);
    this.client = new Client(shop.baseUrl(), shop.operatorKey(), journal);
    this.sender = new Sender(client, journal);
  }

  Journal journal() {
    return journal;
  }

  /** Walks. */
  Outcome run() throws IOException, InterruptedException, SQLException {
    Goods goods = Goods.setUp(client);
    Mix mix = new Mix(goods, new Known(), options.module(), options.seed());
    double rate =
        options.rate().isPresent() ? options.rate().get() : new Calibration(sender, mix).rate();
    sender.awaitAnswers();
    new Quiet(shop).await();
    System.out.printf("A load of %.0f requests per second%n%s%n", rate, Report.head());
    Instant begin = Instant.now();
    try (OpenLoop load = new OpenLoop(sender, mix, rate)) {
      steady(TO_COMPARE_WITH);
      if (walk(OUT, false, load)) {
        check(load, "while the module had a database of its own");
      }
      if (shop.shop().extractions().of(options.module()).hasOwnDatabase()) {
        steady(TO_COMPARE_WITH);
      }
      walk(BACK, true, load);
      while (sender.samples().size() < Outcome.FEWEST_REQUESTS + calibrated(begin)
          && Instant.now().isBefore(deadline)) {
        steady(BETWEEN_STEPS);
      }
      check(load, "in the end");
    }
    return outcome(rate, begin);
  }

  private long calibrated(Instant begin) {
    return sender.samples().stream().filter(sample -> sample.scheduled().isBefore(begin)).count();
  }

  /** Returns whether it came to the end. */
  private boolean walk(List<Step> goals, boolean isUndo, OpenLoop load)
      throws IOException, InterruptedException {
    for (Step goal : goals) {
      Step before = shop.shop().extractions().of(options.module()).step();
      if (isUndo && before.compareTo(goal) < 0) {
        continue; // The way out has ended before.
      }
      boolean changesDatabase = isUndo ? before == Step.MOVE : goal == Step.MOVE;
      if (changesDatabase && !isUndo) {
        steady(TO_COMPARE_WITH);
      }
      try {
        take(goal, isUndo);
      } catch (CommandFailed | IOException failed) {
        unfinished.add(
            "%s %s: %s".formatted(goal.word(), isUndo ? "back" : "forward", failed.getMessage()));
        System.out.println("          " + unfinished.get(unfinished.size() - 1));
        return false;
      }
      load.requireAlive();
      steady(changesDatabase ? AFTERMATH : BETWEEN_STEPS);
      List<StepFigures> all = phases.with(sender.samples());
      System.out.println(Report.row(all.get(all.size() - 1)));
    }
    return true;
  }

  private void take(Step goal, boolean isUndo) throws IOException, InterruptedException {
    Instant begin = Instant.now();
    try {
      walker.take(
          new ExtractionCommand(
              options.module(),
              goal,
              isUndo,
              options.dwell(),
              options.longestHold(),
              options.sabotage()));
    } finally {
      Window window = new Window(begin, Instant.now());
      phases.add(
          new Phases.Phase(
              isUndo ? goal.next().word() : goal.word(),
              isUndo ? Extraction.BACK : Extraction.FORWARD,
              window,
              holds().stream()
                  .filter(hold -> hold.window().overlaps(window))
                  .map(Hold::millis)
                  .max(Long::compare),
              inFlight()));
    }
  }

  private List<Hold> holds() {
    return Hold.of(shop.shop().extractions().of(options.module()));
  }

  private long inFlight() {
    try {
      return new Operations(shop.shop().processes().all(), shop.shop().secrets().internalSecret())
          .subscriptions().stream().mapToLong(Subscription::backlog).sum();
    } catch (IOException | RuntimeException unknown) {
      return -1;
    }
  }

  private void steady(Duration length) throws InterruptedException {
    Instant begin = Instant.now();
    Thread.sleep(length.toMillis());
    phases.wasSteady(begin, Instant.now());
  }

  /** Compares everything once nothing is under way. */
  private void check(OpenLoop load, String when)
      throws IOException, InterruptedException, SQLException {
    load.pause();
    sender.settle();
    new Quiet(shop).await();
    Checks checks = new Checks(shop.modules());
    try (Connection own = shop.connectOwn(options.module()).orElse(null);
        Connection main = shop.connect()) {
      main.setAutoCommit(false);
      if (own != null) {
        GatheredTables.gather(options.module(), own, main);
      }
      List<String> found = checks.violations(main, journal.file());
      main.rollback();
      violations.addAll(found);
      System.out.printf("checked %s: %d violations%n", when, found.size());
    }
    load.resume();
  }

  private Outcome outcome(double rate, Instant begin) {
    Collection<Sample> samples = sender.samples();
    List<Window> down = walker.down();
    List<Sample> failures = samples.stream().filter(Sample::isFailed).toList();
    List<Sample> whileUp =
        failures.stream()
            .filter(failure -> down.stream().noneMatch(window -> window.touches(failure)))
            .toList();
    List<Window> starting = starts.until(Instant.now());
    List<Hold> holds = holds();
    return new Outcome(
        options.module(),
        rate,
        samples.size() - calibrated(begin),
        whileUp.size(),
        failures.size() - whileUp.size(),
        whileUp.stream().map(Run::described).limit(MOST_EXAMPLES).toList(),
        Violations.of(List.copyOf(violations)),
        walker.repeated(),
        unfinished,
        holds.stream().map(Hold::millis).max(Long::compare),
        worst(holds, samples, starting),
        Figures.in(starting, since(begin, samples)).p99(),
        phases.with(samples),
        options.kill() != null || options.lossesOnly());
  }

  /** Of all holds; empty if one of them can not be compared. */
  private Optional<Double> worst(
      List<Hold> holds, Collection<Sample> samples, List<Window> starting) {
    List<Optional<Double>> ratios =
        holds.stream().map(hold -> hold.p99Ratio(samples, phases.steady(), starting)).toList();
    return ratios.stream().allMatch(Optional::isPresent)
        ? ratios.stream().map(Optional::get).max(Double::compare)
        : Optional.empty();
  }

  private static List<Sample> since(Instant begin, Collection<Sample> samples) {
    return samples.stream().filter(sample -> !sample.scheduled().isBefore(begin)).toList();
  }

  private static String described(Sample failure) {
    return "%s (after %d ms) %s"
        .formatted(failure.scheduled(), failure.latency().toMillis(), failure.failure());
  }

  @Override
  public void close() throws IOException {
    sender.close();
    journal.close();
  }
}
