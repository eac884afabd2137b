package dev.cleave.cli;

import dev.cleave.cli.build.Deployment;
import dev.cleave.cli.extract.Extraction;
import dev.cleave.cli.process.Exclusive;
import dev.cleave.cli.process.RunningProcess;
import dev.cleave.cli.route.Binding;
import dev.cleave.cli.route.ModuleStatus;
import dev.cleave.cli.route.ParallelRuns;
import dev.cleave.cli.route.Placement;
import dev.cleave.cli.route.RouteSwitch;
import dev.cleave.cli.route.RouteTable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./cleave route}. */
@Command(
    name = "route",
    header = "Shows how the calls of each module travel, or switches one module while it runs.",
    description = {
      "",
      "local: the module is served by the monolith, and called there directly.",
      "rest:  the module is served by its own process if that runs (up --extracted MODULE); otherwise",
      "       by the monolith, but called through its own internal port and back.",
      "jms:   the same, with requests and events over the broker.",
      "grpc:  as rest, over the port for gRPC.",
      "",
      "--diffs shows what was found by comparing the answers of two ways. It may have personal data",
      "in it: arguments and answers of real calls.",
      ""
    })
final class RouteCommand implements Callable<Integer> {

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "MODULE",
      description = "What to switch, or what to show.")
  private String module;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "BINDING",
      description = "local, rest, jms or grpc.")
  private String binding;

  @Option(names = "--diffs", description = "Show what was compared: of MODULE, or of all of them.")
  private boolean diffs;

  @Option(names = "--json", description = "With --diffs: print one JSON object instead.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Shop shop = Shop.open();
    Progress progress = new Progress(spec.commandLine().getOut());
    if (json && !diffs || diffs && binding != null) {
      throw new ParameterException(
          spec.commandLine(), "write route --diffs [MODULE] [--json], or route MODULE BINDING");
    }
    if (module == null && !diffs) {
      new RouteReport(StatusReport.of(shop)).print(progress);
      return 0;
    }
    List<String> modules = shop.repository().modules();
    if (module != null && !modules.contains(module)) {
      throw new CommandFailed(
          "there is no module %s; there are %s".formatted(module, String.join(", ", modules)));
    }
    if (diffs) {
      showDiffs(progress);
      return 0;
    }
    if (binding == null) {
      throw new ParameterException(
          spec.commandLine(), "say how to reach " + module + ": local, rest, jms or grpc");
    }
    Binding wished = Binding.of(binding);
    Extraction extraction = shop.extractions().of(module);
    if (extraction.process() != null) {
      throw new CommandFailed(
          "%s is being extracted (%s), which decides where its calls go: ./cleave extract %s [--undo]"
              .formatted(module, extraction.step().word(), module));
    }
    if (wished != Binding.LOCAL) {
      shop.repository().requireNotPinned(module);
    }
    if (wished == Binding.JMS) {
      shop.requireBroker();
    }
    try (Exclusive alone = Exclusive.of(shop.workspace().lock(), "route")) {
      switchTo(shop, wished, progress);
    }
    return 0;
  }

  private void showDiffs(Progress progress) throws IOException {
    Shop shop = RunningShop.open().shop();
    ParallelRuns found =
        shop.diffsClient().ask(shop.processes().all(), Optional.ofNullable(module));
    if (json) {
      progress.say(JsonText.of(found));
    } else {
      new DiffsReport(progress).print(found);
    }
  }

  private void switchTo(Shop shop, Binding wished, Progress progress)
      throws IOException, InterruptedException {
    List<RunningProcess> processes = shop.processes().all();
    if (processes.isEmpty()) {
      throw new CommandFailed("nothing runs whose routes could be switched: ./cleave up");
    }
    RouteTable now = shop.currentRoutes();
    RouteTable table = now.with(module, placement(shop, now, wished));
    RouteSwitch.Outcome outcome =
        shop.routeSwitch()
            .apply(
                table, List.of(module), processes, shop.settings().duration(Setting.ROUTE_TIMEOUT));
    if (!outcome.isInEffect()) {
      throw new CommandFailed(
          "the route of %s did not take effect within %d ms, the old one stays in effect: %s"
              .formatted(module, outcome.took().toMillis(), outcome.explanation()));
    }
    progress.say(
        "%s is %s, served by %s: in effect in %s after %d ms"
            .formatted(
                module,
                wished.word(),
                table.placement(module).home(),
                String.join(", ", processes.stream().map(RunningProcess::name).toList()),
                outcome.took().toMillis()));
    sayWhatDrains(shop, processes, progress);
  }

  private Placement placement(Shop shop, RouteTable now, Binding wished) throws IOException {
    if (wished == Binding.LOCAL) {
      return Placement.in(Deployment.MONOLITH, now.placement(module).fromOthers());
    }
    return shop.processes().find(module).isPresent()
        ? Placement.in(module, wished).besideHome(shop.furtherInstances(module))
        : Placement.loopback(Deployment.MONOLITH, wished);
  }

  private void sayWhatDrains(Shop shop, List<RunningProcess> processes, Progress progress)
      throws IOException {
    for (RunningProcess process : processes) {
      int draining =
          shop.statusClient().status(process).module(module).map(ModuleStatus::draining).orElse(0);
      if (draining > 0) {
        progress.say("%d calls in %s finish on the old route".formatted(draining, process.name()));
      }
    }
  }
}
