package dev.cleave.cli;

import dev.cleave.cli.process.Exclusive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./cleave down}. */
@Command(name = "down", header = "Stops everything; the data stays unless --clean is given.")
final class DownCommand implements Callable<Integer> {

  @Option(
      names = "--clean",
      description = "Also delete the data, the secrets and the logs. What was unpacked stays.")
  private boolean clean;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Shop shop = Shop.open();
    Progress progress = new Progress(spec.commandLine().getOut());
    Workspace workspace = shop.workspace();
    try (Exclusive alone = Exclusive.of(workspace.lock(), "down")) {
      if (new Shutdown(shop, progress).run() == 0) {
        progress.say("Nothing runs.");
      }
      if (clean) {
        deleteAllBut(List.of(workspace.software(), workspace.lock()), workspace.home());
        progress.say(
            "Deleted data, secrets and logs; %s stays, it holds no data"
                .formatted(workspace.software()));
      }
    }
    return 0;
  }

  private static void deleteAllBut(List<Path> kept, Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(file -> !kept.contains(file)).toList()) {
        FileTree.delete(file);
      }
    }
  }
}
