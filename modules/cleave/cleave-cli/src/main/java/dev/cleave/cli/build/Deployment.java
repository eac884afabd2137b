package dev.cleave.cli.build;

import dev.cleave.cli.CommandFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Something that runs as one server: a pom that packages a WAR, and Liberty configuration.
 *
 * @param process the name of the process: {@code monolith}, the one module that it serves, or a
 *     further process of that module
 * @param directory of its pom
 */
public record Deployment(String process, Path directory) implements Buildable {

  /** The process that has the service of every module. */
  public static final String MONOLITH = "monolith";

  private static final String SECOND = "-next";
  private static final Pattern FURTHER = Pattern.compile("(.+)-([2-9])");

  /** How many processes of one module there can be at a time, beside one that takes over. */
  public static final int MOST_INSTANCES = 4;

  /** One of several processes of a module, counted from 1; the first has the module's name. */
  public static String instance(String module, int number) {
    return number == 1 ? module : module + "-" + number;
  }

  /** Which of several processes of its module it is. */
  public static int numberOf(String process) {
    Matcher parts = FURTHER.matcher(process);
    return parts.matches() ? Integer.parseInt(parts.group(2)) : 1;
  }

  /** Whether it is another process of a module beside the first one, for good. */
  public static boolean isFurther(String process) {
    return FURTHER.matcher(process).matches();
  }

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
    if (isSecond(process)) {
      return process.substring(0, process.length() - SECOND.length());
    }
    Matcher parts = FURTHER.matcher(process);
    return parts.matches() ? parts.group(1) : process;
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
