package dev.cleave.cli.build;

import dev.cleave.cli.CommandFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Something that runs as one server: a pom that packages a WAR, and Liberty configuration.
 *
 * @param process the name of the process: {@code monolith}, the one module that it serves, or the
 *     second process of that module
 * @param directory of its pom
 */
public record Deployment(String process, Path directory) implements Buildable {

  /** The process that has the service of every module. */
  public static final String MONOLITH = "monolith";

  private static final String SECOND = "-next";

  /** The second process of a module, beside the first for the time of a change of hands. */
  public static String second(String module) {
    return module + SECOND;
  }

  /** Whether a process of that name is the second one of its module. */
  public static boolean isSecond(String process) {
    return process.endsWith(SECOND);
  }

  /** The module that a process of that name serves, unless it is the monolith. */
  public static String moduleOf(String process) {
    return isSecond(process) ? process.substring(0, process.length() - SECOND.length()) : process;
  }

  /** Whether the process has the service of {@code module}. */
  public boolean serves(String module) {
    return process.equals(MONOLITH) || moduleOf(process).equals(module);
  }

  /** The same deployment as another process. */
  public Deployment as(String otherProcess) {
    return new Deployment(otherProcess, directory);
  }

  /** The artifact id of its pom: its folder's name. */
  @Override
  public String artifact() {
    return directory.getFileName().toString();
  }

  /** Its Liberty configuration. */
  public Path configuration() {
    return directory.resolve("src/main/liberty/config");
  }

  /** The WAR, if it has been built. */
  @Override
  public Optional<Path> built() throws IOException {
    Path target = directory.resolve("target");
    if (!Files.isDirectory(target)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(file -> file.toString().endsWith(".war") && Files.isRegularFile(file))
          .findFirst();
    }
  }

  /**
   * The WAR.
   *
   * @throws CommandFailed when it has not been built
   */
  public Path war() throws IOException {
    return built()
        .orElseThrow(() -> new CommandFailed("there is no WAR in " + directory.resolve("target")));
  }
}
