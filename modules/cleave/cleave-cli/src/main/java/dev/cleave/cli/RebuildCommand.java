package dev.cleave.cli;

import dev.cleave.cli.operation.Operations;
import dev.cleave.cli.operation.Rebuild;
import dev.cleave.cli.process.RunningProcess;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./cleave rebuild}. */
@Command(
    name = "rebuild",
    header = "Makes everything of a module anew that follows from logs, while it serves.",
    description = {
      "",
      "Read models get all events again, in a new generation that replaces the one in use when it has"
          + " caught up. Derived states are computed from the module's own log and compared with"
          + " what was there: ends with 1 if they differ, or if something could not be rebuilt.",
      "",
      "Goes on in the server if this command is stopped; call it again to see the result.",
      ""
    })
final class RebuildCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "MODULE", description = "What to rebuild.")
  private String module;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Shop shop = Shop.open();
    Known.require("module", module, shop.repository().modules());
    RunningShop running = RunningShop.open();
    RunningProcess home = running.home(module);
    Progress progress = new Progress(spec.commandLine().getOut());
    Operations operations = running.operations();
    List<String> names = operations.startRebuild(home, module);
    if (names.isEmpty()) {
      progress.say(module + " has nothing that follows from logs");
      return 0;
    }
    long begin = progress.begin("Rebuilding %s of %s".formatted(String.join(", ", names), module));
    Rebuild result = new RebuildWatch(progress).await(() -> operations.rebuild(home, module));
    result.results().forEach(one -> progress.say("  " + RebuildWatch.describe(one)));
    progress.done(
        result.isGood() ? "Rebuilt " + module : "Rebuilt " + module + ", not well", begin);
    return result.isGood() ? 0 : 1;
  }
}
