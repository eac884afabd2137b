package dev.cleave.cli;

import dev.cleave.cli.report.HtmlReport;
import dev.cleave.cli.report.Readiness;
import dev.cleave.cli.report.TextReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./cleave report}. */
@Command(
    name = "report",
    header = "Says what speaks for and against taking a module out, and what it would cost.",
    description = {
      "",
      "Reads the code of the monolith's WAR, the database if it runs, and the last recorded run. Without"
          + " a module: all of them, in the order in which to take them out. Changes nothing.",
      ""
    })
final class ReportCommand implements Callable<Integer> {

  private static final Pattern TIME = Pattern.compile("([1-9]\\d{0,4})(s|m)");

  @Parameters(index = "0", arity = "0..1", paramLabel = "MODULE", description = "About what.")
  private String module;

  @Option(names = "--json", description = "Print one JSON object instead of the summary.")
  private boolean json;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write the page; .cleave/report/ otherwise.")
  private Path page;

  @Option(
      names = "--record",
      paramLabel = "TIME",
      description = {
        "First record for so long, such as 60s or 5m, who calls whom in the running shop; what is",
        "recorded is kept for later reports. Use the shop meanwhile."
      })
  private String record;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Shop shop = Shop.open();
    if (module != null) {
      Known.require("module", module, shop.repository().modules());
    }
    if (record != null) {
      Duration time = duration(record);
      // Nobody should wait for a minute to hear that there is nothing to report about.
      new ReportSources(shop).requireBuilt();
      Progress progress =
          new Progress(json ? spec.commandLine().getErr() : spec.commandLine().getOut());
      Path kept =
          new RecordedRun(RunningShop.open().operations(), progress)
              .record(time, shop.workspace().report());
      progress.say("Kept in " + kept);
    }
    Readiness readiness = new ReportSources(shop).read();
    if (module != null) {
      readiness = readiness.only(module);
    }
    Path file = page == null ? shop.workspace().report().resolve(name()) : page;
    if (file.toAbsolutePath().getParent() != null) {
      Files.createDirectories(file.toAbsolutePath().getParent());
    }
    Files.writeString(file, HtmlReport.of(readiness));
    if (json) {
      new Progress(spec.commandLine().getOut()).say(JsonText.of(readiness));
      new Progress(spec.commandLine().getErr()).say("The page: " + file.toAbsolutePath());
    } else {
      Progress progress = new Progress(spec.commandLine().getOut());
      TextReport.lines(readiness).forEach(progress::say);
      progress.say("");
      progress.say("The page: " + file.toAbsolutePath());
    }
    return 0;
  }

  private Duration duration(String text) {
    Matcher parts = TIME.matcher(text);
    if (!parts.matches()) {
      throw new ParameterException(
          spec.commandLine(), "--record " + text + ": write a length of time such as 60s or 5m");
    }
    long amount = Long.parseLong(parts.group(1));
    return parts.group(2).equals("s") ? Duration.ofSeconds(amount) : Duration.ofMinutes(amount);
  }

  private String name() {
    return module == null ? "index.html" : module + ".html";
  }
}
