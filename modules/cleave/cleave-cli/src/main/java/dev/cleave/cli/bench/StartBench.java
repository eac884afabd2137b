package dev.cleave.cli.bench;

import dev.cleave.cli.CommandFailed;
import dev.cleave.cli.Progress;
import dev.cleave.cli.Shop;
import dev.cleave.cli.Shutdown;
import dev.cleave.cli.Startup;
import dev.cleave.cli.build.Deployment;
import dev.cleave.cli.process.Undo;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long the monolith takes to start, and how much memory it has after a day's work. */
public final class StartBench {

  private static final Pattern STARTED =
      Pattern.compile("CWWKF0011I: .* started in ([0-9.]+) seconds");
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double MEGABYTE = 1 << 20;

  /** Something to do with the running shop before its memory is read. */
  @FunctionalInterface
  public interface Work {
    void run(Shop running) throws IOException;
  }

  private StartBench() {}

  /**
   * Starts everything from a built tree, and stops it again, round by round; the first start, which
   * builds, unpacks and creates the database, does not count.
   */
  public static List<Figure> run(Shop shop, Progress progress, Undo undo, int rounds, Work work)
      throws IOException, InterruptedException {
    List<Double> ready = new ArrayList<>();
    List<Double> liberty = new ArrayList<>();
    for (int round = 0; round <= rounds; round++) {
      if (round > 0) {
        new Shutdown(shop, progress).run();
      }
      long begin = System.nanoTime();
      new Startup(shop, progress, undo).run(List.of(), Optional.empty());
      if (round > 0) {
        ready.add((System.nanoTime() - begin) / NANOS_PER_SECOND);
        liberty.add(libertySeconds(shop));
      }
    }
    work.run(shop);
    double resident = shop.running(Deployment.MONOLITH).residentMemory().orElse(0) / MEGABYTE;
    new Shutdown(shop, progress).run();
    return List.of(
        new Figure("ready_seconds", ready),
        new Figure("liberty_seconds", liberty),
        Figure.of("rss_mb", resident));
  }

  private static double libertySeconds(Shop shop) throws IOException {
    Matcher started = STARTED.matcher(Files.readString(shop.log(Deployment.MONOLITH).messages()));
    if (!started.find()) {
      throw new CommandFailed("the monolith's log does not say how long it took to start");
    }
    return Double.parseDouble(started.group(1));
  }
}
