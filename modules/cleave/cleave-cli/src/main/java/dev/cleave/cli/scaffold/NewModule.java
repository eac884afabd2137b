package dev.cleave.cli.scaffold;

import dev.cleave.cli.CommandFailed;
import dev.cleave.cli.FileTree;
import dev.cleave.cli.build.Repository;
import dev.cleave.cli.process.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes a module: everything is prepared in a folder of its own, and moved to its place only when
 * it is complete. If that fails half-way, what was moved and changed is taken back.
 */
public final class NewModule {

  /** Gives back what a step has changed. */
  @FunctionalInterface
  private interface TakeBack {
    void run() throws IOException;
  }

  private final Path root;
  private final Path scratch;
  private final Deque<TakeBack> done = new ArrayDeque<>();

  /**
   * Makes modules in the repository {@code root}.
   *
   * @param scratch a folder on the same disk, deleted again
   */
  public NewModule(Path root, Path scratch) {
    this.root = root;
    this.scratch = scratch;
  }

  /**
   * What was made.
   *
   * @param port of the module's own process
   * @param changed the files in which it was entered, relative to the repository
   */
  public record Made(int port, List<Path> changed) {}

  /**
   * Makes the module and registers it.
   *
   * @throws CommandFailed if something of that name exists, or the repository lists modules in an
   *     unknown way; nothing has changed then
   */
  public Made make(Names names, OptionalInt wishedPort) throws IOException {
    List<String> modules = new Repository(root).modules();
    requireNothingOf(names.module());
    new ExistingContracts(root, modules).requireRoomFor(names);
    int port = PortTable.read(root).portFor(names.module(), wishedPort, modules);
    Map<Path, String> changes = Registration.of(root, names.module(), port);
    FileTree.delete(scratch);
    try {
      new Templates(values(names, port, modules)).writeTo(scratch);
      Map<Path, Path> moves = moves(names.module());
      for (Path target : moves.values()) {
        requireAbsent(target);
      }
      apply(moves, changes);
    } finally {
      FileTree.delete(scratch);
    }
    return new Made(port, List.copyOf(changes.keySet()));
  }

  private void requireNothingOf(String module) throws IOException {
    requireAbsent(root.resolve("modules").resolve(module));
    // Its package would be that of tests.
    requireAbsent(root.resolve("modules/monolith/src/test/java/dev/cleave/shop").resolve(module));
  }

  private void requireAbsent(Path path) {
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new CommandFailed(
          "%s exists: choose another name, or delete it if it is a leftover"
              .formatted(root.relativize(path)));
    }
  }

  private Map<String, String> values(Names names, int port, List<String> modules) {
    Map<String, String> values = new TreeMap<>(names.placeholders());
    values.put("__port__", Integer.toString(port));
    String contracts =
        Stream.concat(modules.stream(), Stream.of(names.module()))
            .map(Registration::contractDependency)
            .collect(Collectors.joining());
    values.put("__contracts__", contracts);
    return values;
  }

  /** The module's folder as a whole, and by themselves the files that go into other folders. */
  private Map<Path, Path> moves(String module) throws IOException {
    Path folder = scratch.resolve("modules").resolve(module);
    Map<Path, Path> moves = new LinkedHashMap<>();
    try (Stream<Path> files = Files.walk(scratch)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        Path source = file.startsWith(folder) ? folder : file;
        moves.put(source, root.resolve(scratch.relativize(source).toString()));
      }
    }
    return moves;
  }

  private void apply(Map<Path, Path> moves, Map<Path, String> changes) throws IOException {
    try {
      for (Map.Entry<Path, Path> move : moves.entrySet()) {
        Path target = move.getValue();
        Files.createDirectories(target.getParent());
        Files.move(move.getKey(), target);
        done.push(() -> FileTree.delete(target));
      }
      for (Map.Entry<Path, String> change : changes.entrySet()) {
        Path file = root.resolve(change.getKey());
        String before = Files.readString(file);
        AtomicFile.write(file, change.getValue());
        done.push(() -> AtomicFile.write(file, before));
      }
    } catch (IOException | RuntimeException failure) {
      takeBack(failure);
      throw failure;
    }
  }

  private void takeBack(Exception failure) {
    while (!done.isEmpty()) {
      try {
        done.pop().run();
      } catch (IOException | RuntimeException further) {
        failure.addSuppressed(further);
      }
    }
  }
}
