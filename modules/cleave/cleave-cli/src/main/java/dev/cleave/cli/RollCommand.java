package dev.cleave.cli;

import dev.cleave.cli.build.Deployment;
import dev.cleave.cli.build.MavenBuild;
import dev.cleave.cli.postgres.WarLibraries;
import dev.cleave.cli.process.Exclusive;
import dev.cleave.cli.process.Undo;
import dev.cleave.cli.roll.Rollout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./cleave roll}. */
@Command(
    name = "roll",
    header =
        "Replaces the version of a module that runs as a process of its own, while it is used.",
    description = {
      "",
      "The new version is built, is started beside the old one on the same data, and gets 1 %%, 10 %%,",
      "50 %% and then all of the calls; then the old process is started anew with it. If it does not do",
      "well, all calls go back by themselves. It is not started at all if a process that runs would",
      "notice a change of a contract. Its migrations run first, so the old version must get along with",
      "them: add first, and remove with the version after that.",
      "",
      "Interrupted, it leaves the shares as they are; the same command goes on, --undo goes back.",
      "A later start (./cleave up) takes what is built then.",
      ""
    })
final class RollCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "MODULE", description = "What to replace.")
  private String module;

  @Option(
      names = "--war",
      paramLabel = "FILE",
      description = "Roll out this WAR, instead of what the sources make.")
  private Path war;

  @Option(
      names = "--undo",
      description = "Take back a rollout that was broken off, or roll out the version before.")
  private boolean back;

  @Option(
      names = "--dwell",
      paramLabel = "SECONDS",
      defaultValue = "3",
      description = "Watch each share for so long (default: 3).")
  private double dwell;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (back && war != null) {
      throw new ParameterException(spec.commandLine(), "write --war FILE or --undo, not both");
    }
    if (!(dwell >= 0 && dwell <= 3600)) {
      throw new CommandFailed("--dwell is a number of seconds from 0 to 3600");
    }
    Shop shop = RunningShop.open().shop();
    Progress progress = new Progress(spec.commandLine().getOut());
    Known.require("module", module, shop.repository().extractable());
    shop.requireOneInstance(module, "roll");
    try (Undo started = new Undo(() -> progress.say("Interrupted: stopping what was started …"));
        Exclusive alone = Exclusive.of(shop.workspace().lock(), "roll " + module)) {
      Rollout rollout =
          new Rollout(shop, module, progress, started, Duration.ofMillis((long) (dwell * 1000)));
      if (back) {
        rollout.undo();
      } else {
        rollout.to(war == null ? built(shop, progress, started) : given());
      }
      started.keep();
    }
    return 0;
  }

  private Path given() {
    if (!Files.isRegularFile(war)) {
      throw new CommandFailed("there is no file " + war);
    }
    String service = module + "-service-";
    try {
      if (!WarLibraries.checksums(war, jar -> jar.startsWith(service)).isEmpty()) {
        return war;
      }
    } catch (IOException noArchive) {
      throw new CommandFailed("%s is no WAR: %s".formatted(war, noArchive.getMessage()), noArchive);
    }
    throw new CommandFailed(
        "%s does not serve %s: it has no WEB-INF/lib/%s*.jar".formatted(war, module, service));
  }

  private Path built(Shop shop, Progress progress, Undo undo) throws IOException {
    Deployment deployment = shop.repository().app(module);
    new MavenBuild(shop.workspace().root(), undo).bringUpToDate(deployment, progress);
    return deployment.war();
  }
}
