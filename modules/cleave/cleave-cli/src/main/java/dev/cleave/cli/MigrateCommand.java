package dev.cleave.cli;

import dev.cleave.cli.build.Deployment;
import dev.cleave.cli.build.MavenBuild;
import dev.cleave.cli.process.Exclusive;
import dev.cleave.cli.process.Undo;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./cleave migrate}. */
@Command(
    name = "migrate",
    header = "Brings roles and schemas of the database to what the build needs; up does it too.")
final class MigrateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Shop shop = Shop.open();
    Progress progress = new Progress(spec.commandLine().getOut());
    Deployment monolith = shop.repository().monolith();
    try (Exclusive alone = Exclusive.of(shop.workspace().lock(), "migrate");
        Undo undo = new Undo(() -> progress.say("Interrupted: stopping what was started …"))) {
      MavenBuild maven = new MavenBuild(shop.workspace().root(), undo);
      List<Deployment> outOfDate = maven.outOfDate(List.of(monolith));
      if (!outOfDate.isEmpty()) {
        long begin = progress.begin("Building monolith");
        maven.build(outOfDate);
        progress.done("Built monolith", begin);
      }
      DatabaseStart database = new DatabaseStart(shop, progress, undo);
      database.prepare(database.address(), List.of(monolith.war()));
      // A server that this command had to start is stopped again: nothing is undone in it.
    }
    return 0;
  }
}
