package dev.cleave.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The repository folder a command works on, and where everything it keeps lies. All of it is under
 * {@code .cleave/}, which may be deleted as a whole when nothing runs.
 *
 * @param root the folder with the {@code cleave} script
 * @param home everything that commands keep
 */
public record Workspace(Path root, Path home) {

  /** The workspace that commands have unless they need one beside it. */
  public Workspace(Path root) {
    this(root, root.resolve(".cleave"));
  }

  /** A workspace of its own inside this one: other data, other processes, the same software. */
  public Workspace inner(String name) {
    return new Workspace(root, home.resolve(name));
  }

  /** The folder that the {@code cleave} script names, wherever it was called from. */
  public static Workspace ofThisCommand() {
    String root = System.getProperty("cleave.root");
    if (root == null || !Files.isRegularFile(Path.of(root, "pom.xml"))) {
      throw new CommandFailed("start this command with the script ./cleave of the repository");
    }
    return new Workspace(Path.of(root).toAbsolutePath());
  }

  /** Unpacked Open Liberty and PostgreSQL: large, without state, kept by {@code down --clean}. */
  public Path software() {
    return root.resolve(".cleave").resolve("software");
  }

  /** The data directory of the embedded PostgreSQL. */
  public Path data() {
    return home().resolve("data");
  }

  /** The data directory of a module that has a database of its own. */
  public Path data(String module) {
    return home().resolve("data-" + module);
  }

  /** How far the extraction of each module has come, and where its data is. */
  public Path extractions() {
    return home().resolve("extraction");
  }

  /** The embedded message broker: its messages, and the copy of its program that runs. */
  public Path artemis() {
    return home().resolve("artemis");
  }

  /** Generated passwords and keys, one file each, readable by their owner alone. */
  public Path secrets() {
    return home().resolve("secrets");
  }

  /** What runs, and the routes each process follows. */
  public Path run() {
    return home().resolve("run");
  }

  /** The console output of every process, {@code <name>.log}, and Liberty's own logs. */
  public Path logs() {
    return home().resolve("logs");
  }

  /** Liberty's user directory: one server per process. */
  public Path servers() {
    return home().resolve("wlp");
  }

  /**
   * The transaction log of every process. It belongs to the data: without it nobody knows what was
   * decided about a transaction that a crash left prepared.
   */
  public Path transactions() {
    return home().resolve("transactions");
  }

  /** Recorded runs, and the pages made from them. */
  public Path report() {
    return home().resolve("report");
  }

  /** What was measured on this machine, for predictions. */
  public Path measurements() {
    return home().resolve("measurements");
  }

  /** Held by the one command that changes what runs. */
  public Path lock() {
    return home().resolve("lock");
  }
}
