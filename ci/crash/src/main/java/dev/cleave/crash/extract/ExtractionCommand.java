package dev.cleave.crash.extract;

import dev.cleave.cli.Progress;
import dev.cleave.cli.Setting;
import dev.cleave.cli.Shop;
import dev.cleave.cli.Workspace;
import dev.cleave.cli.extract.ExtractionRequest;
import dev.cleave.cli.extract.Sabotage;
import dev.cleave.cli.extract.Step;
import dev.cleave.cli.process.Exclusive;
import dev.cleave.cli.process.Undo;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One {@code ./cleave extract}, of the shop of a test: in this process, or as a program of its own,
 * which can be killed.
 *
 * @param module that is taken out or back
 * @param to the step to reach
 * @param isUndo whether that is on the way back
 * @param dwell how long a shadow and each share of a canary is watched
 * @param longestHold how long callers may wait; a change that needs longer is taken back
 * @param sabotage a promise to break on purpose
 */
record ExtractionCommand(
    String module,
    Step to,
    boolean isUndo,
    Duration dwell,
    Duration longestHold,
    Sabotage sabotage) {

  /** Runs it in this process. */
  void run(Shop shop, Progress progress) throws IOException, InterruptedException {
    ExtractionRequest request =
        new ExtractionRequest(
            module, Optional.of(to), isUndo, "under load", 0, dwell, longestHold, sabotage);
    try (Undo started = new Undo(() -> {})) {
      try (Exclusive alone = Exclusive.of(shop.workspace().lock(), "extract " + module)) {
        request.run(shop, progress, started, true);
      }
      started.keep();
    }
  }

  /** The program that runs it in the workspace {@code name} of the repository. */
  ProcessBuilder program(Shop shop) {
    return new ProcessBuilder(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dcleave.root=" + shop.workspace().root(),
                "-cp",
                System.getProperty("java.class.path"),
                ExtractionCommand.class.getName(),
                shop.workspace().home().getFileName().toString(),
                Integer.toString(shop.settings().number(Setting.PORT_OFFSET)),
                module,
                to.name(),
                Boolean.toString(isUndo),
                dwell.toString(),
                longestHold.toString(),
                sabotage.name()))
        .redirectErrorStream(true);
  }

  /** What {@link #program} runs. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Workspace workspace = Workspace.ofThisCommand().inner(arguments[0]);
    Shop shop = Shop.open(workspace, Map.of(Setting.PORT_OFFSET.key(), arguments[1]));
    try {
      new ExtractionCommand(
              arguments[2],
              Step.valueOf(arguments[3]),
              Boolean.parseBoolean(arguments[4]),
              Duration.parse(arguments[5]),
              Duration.parse(arguments[6]),
              Sabotage.valueOf(arguments[7]))
          .run(shop, new Progress(new PrintWriter(System.out, true, StandardCharsets.UTF_8)));
    } catch (IOException | RuntimeException failure) {
      System.out.println("failed: " + failure.getMessage());
      System.exit(1);
    }
  }
}
