package dev.cleave.cli.bench;

import dev.cleave.cli.Progress;
import dev.cleave.cli.Shop;
import dev.cleave.cli.process.Undo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What guards cost when nothing fails, and what they are worth when too much is asked. */
public final class GuardBenches {
  private static final Map<String, String> GUARDED =
      Map.of("MP_Fault_Tolerance_NonFallback_Enabled", "true");
  private static final Map<String, String> UNGUARDED =
      Map.of("MP_Fault_Tolerance_NonFallback_Enabled", "false");
  private static final int THREADS = 2;
  private static final int CALL_MILLIS = 3_000;
  private static final int WARM_UPS = 3;

  private static final String WORK = "/quotes/1/work";
  private static final int CAPACITY_CONNECTIONS = 16;
  private static final int OVERLOAD_CONNECTIONS = 256;
  private static final int LOAD_MILLIS = 5_000;
  private static final double OVERLOAD = 3;

  private GuardBenches() {}

  /**
   * Calls over REST with guards and without, in turn. Ratios of calls per second: 1 is no cost at
   * all.
   */
  public static List<Figure> guards(Shop shop, Progress progress, Undo undo, int rounds)
      throws IOException, InterruptedException {
    BenchServer server = BenchServer.start(shop, progress, undo, "local");
    server.route("rest");
    List<Double> ratios = new ArrayList<>();
    List<Double> with = new ArrayList<>();
    List<Double> without = new ArrayList<>();
    for (int round = -WARM_UPS; round < rounds; round++) {
      // each goes first in every other round, so that a trend of the machine favours neither
      boolean isGuardedFirst = round % 2 == 0;
      double first = callsPerSecond(server, isGuardedFirst);
      double second = callsPerSecond(server, !isGuardedFirst);
      if (round < 0) {
        continue;
      }
      with.add(isGuardedFirst ? first : second);
      without.add(isGuardedFirst ? second : first);
      ratios.add(with.get(round) / without.get(round));
    }
    return List.of(
        new Figure("guard_ratio", ratios),
        new Figure("guarded_calls_per_s", with),
        new Figure("unguarded_calls_per_s", without));
  }

  private static double callsPerSecond(BenchServer server, boolean isGuarded)
      throws IOException, InterruptedException {
    server.wish(isGuarded ? GUARDED : UNGUARDED);
    return server
        .measure("calls?threads=%d&millis=%d".formatted(THREADS, CALL_MILLIS))
        .get("perSecond")
        .doubleValue();
  }

  /**
   * Requests of 5 ms of processor time: as many as the server takes, then three times as many, with
   * and without shedding. Good is what is answered within a second.
   */
  public static List<Figure> shed(Shop shop, Progress progress, Undo undo, int rounds)
      throws IOException, InterruptedException {
    BenchServer server = BenchServer.start(shop, progress, undo, "local");
    OpenLoad steady = new OpenLoad(server.port(), WORK, CAPACITY_CONNECTIONS);
    OpenLoad overload = new OpenLoad(server.port(), WORK, OVERLOAD_CONNECTIONS);
    steady.run(0, 2 * LOAD_MILLIS);
    overload.run(steady.run(0, LOAD_MILLIS).goodPerSecond() * OVERLOAD, LOAD_MILLIS);
    List<Double> capacity = new ArrayList<>();
    List<Double> goodput = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    List<Double> p99 = new ArrayList<>();
    List<Double> unshed = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      server.wish(Map.of("cleave.concurrency-limit", "auto"));
      double most = steady.run(0, LOAD_MILLIS).goodPerSecond();
      OpenLoad.Outcome shed = overload.run(most * OVERLOAD, LOAD_MILLIS);
      tell(progress, "with shedding", most, shed);
      capacity.add(most);
      goodput.add(shed.goodPerSecond());
      ratios.add(shed.goodPerSecond() / most);
      p99.add(shed.p99Millis());
      server.wish(Map.of("cleave.concurrency-limit", "none"));
      OpenLoad.Outcome all = overload.run(most * OVERLOAD, LOAD_MILLIS);
      tell(progress, "without", most, all);
      unshed.add(all.goodPerSecond() / most);
    }
    return List.of(
        new Figure("goodput_ratio", ratios),
        new Figure("capacity_per_s", capacity),
        new Figure("goodput_per_s", goodput),
        new Figure("p99_ms", p99),
        new Figure("unshed_goodput_ratio", unshed));
  }

  private static void tell(Progress progress, String how, double most, OpenLoad.Outcome outcome) {
    progress.say(
        String.format(
            Locale.ROOT,
            "  %.0f/s asked %s: %.0f good, %.0f refused, %.0f late or lost, p99 of the good %.0f ms",
            most * OVERLOAD,
            how,
            outcome.goodPerSecond(),
            outcome.refusedPerSecond(),
            outcome.otherPerSecond(),
            outcome.p99Millis()));
  }
}
