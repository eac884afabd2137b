package dev.cleave.cli.artemis;

import dev.cleave.cli.CommandFailed;
import dev.cleave.cli.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The copy of the broker's program that runs: a JVM whose own jars are built anew under it fails in
 * strange ways.
 *
 * @param built the jar that the build makes, with {@code lib} beside it
 * @param folder of the copy
 */
record BrokerCopy(Path built, Path folder) {

  /** The jar to run. */
  Path jar() {
    return folder.resolve(built.getFileName());
  }

  /**
   * Makes the copy, if it is not of what is built now. Nothing may run from it.
   *
   * @throws CommandFailed when nothing is built
   */
  void refresh() throws IOException {
    if (!Files.isRegularFile(built)) {
      throw new CommandFailed(
          built + " is not there: build it with ./mvnw -pl :cleave-broker package");
    }
    if (Files.exists(jar())
        && Files.getLastModifiedTime(jar()).equals(Files.getLastModifiedTime(built))) {
      return;
    }
    FileTree.delete(folder);
    Files.createDirectories(folder);
    FileTree.copy(built.resolveSibling("lib"), folder.resolve("lib"));
    Files.copy(built, jar());
    // Last: a copy that was interrupted counts as none.
    Files.setLastModifiedTime(jar(), Files.getLastModifiedTime(built));
  }
}
