package dev.cleave.cli;

import dev.cleave.cli.extract.ExtractionReport;
import dev.cleave.cli.extract.ExtractionRequest;
import dev.cleave.cli.extract.Sabotage;
import dev.cleave.cli.extract.Step;
import dev.cleave.cli.process.Exclusive;
import dev.cleave.cli.process.Undo;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./cleave extract}. */
@Command(
    name = "extract",
    header = "Takes a module out of the running monolith, step by step, or back.",
    description = {
      "",
      "The steps, each of which is recorded, safe to repeat, and can be undone:",
      "  report    what depends on the module, and what stands in the way",
      "  loopback  calls leave the process and come back: the boundary is proven",
      "  start     the module also runs as a process of its own, on the same schema",
      "  shadow    reads are answered as before, and compared with the new process",
      "  canary    calls and events go to the new process, a growing share of them",
      "  move      the module gets a database of its own, with its rows",
      "  retire    the monolith is built without the module's service",
      "",
      "Without --to it takes one step, or with --undo takes one step back. Without MODULE it shows how far",
      "each module has come.",
      ""
    })
final class ExtractCommand implements Callable<Integer> {

  @Parameters(index = "0", arity = "0..1", paramLabel = "MODULE", description = "What to take out.")
  private String module;

  @Option(
      names = "--to",
      paramLabel = "STEP",
      description = "The last step to be in effect; with --undo none takes it all back.")
  private String to;

  @Option(names = "--undo", description = "Go back.")
  private boolean undo;

  @Option(
      names = "--yes",
      description = "Do not ask before a step that takes space or stops a process.")
  private boolean yes;

  @Option(
      names = "--why",
      paramLabel = "TEXT",
      description = "A reason, for the record of the extraction.")
  private String why = "";

  @Option(
      names = "--throttle",
      paramLabel = "MB",
      description = "Copy at most so many megabytes per second (default: no limit).")
  private double throttle;

  @Option(
      names = "--dwell",
      paramLabel = "SECONDS",
      defaultValue = "3",
      description = "Watch a shadow and each share of a canary for so long (default: 3).")
  private double dwell;

  @Option(
      names = "--longest-hold",
      paramLabel = "MILLIS",
      defaultValue = "1000",
      description =
          "How long callers may wait when the database changes, or it is not changed (default: 1000).")
  private long longestHold;

  @Option(names = "--json", description = "One line of JSON with the record.")
  private boolean json;

  @Option(names = "--sabotage", paramLabel = "WHAT", hidden = true)
  private String sabotage;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Shop shop = Shop.open();
    Progress progress = new Progress(spec.commandLine().getOut());
    if (module == null) {
      new ExtractionReport(shop).print(progress, json);
      return 0;
    }
    Known.require("module", module, shop.repository().extractable());
    if (!undo) {
      shop.requireOneInstance(module, "extract");
    }
    ExtractionRequest request =
        new ExtractionRequest(
            module,
            Optional.ofNullable(to).map(Step::of),
            undo,
            why,
            (long) (throttle * 1_000_000),
            Duration.ofMillis((long) (dwell * 1000)),
            Duration.ofMillis(longestHold),
            sabotage == null ? Sabotage.NONE : Sabotage.of(sabotage));
    try (Undo started = new Undo(() -> progress.say("Interrupted: stopping what was started …"))) {
      try (Exclusive alone = Exclusive.of(shop.workspace().lock(), "extract " + module)) {
        request.run(shop, progress, started, yes);
      }
      started.keep();
    }
    if (json) {
      progress.say(ExtractionReport.line(shop.extractions().of(module)));
    }
    return 0;
  }
}
