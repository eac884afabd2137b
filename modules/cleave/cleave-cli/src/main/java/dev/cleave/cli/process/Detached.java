package dev.cleave.cli.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts a program in a session of its own, so that neither the end of the command, nor of the
 * terminal, nor a Ctrl-C typed for the command reaches it.
 */
public final class Detached {

  private Detached() {}

  /**
   * Starts {@code command}; what it prints is appended to {@code output}.
   *
   * @param environment all variables that the program gets
   */
  public static Process start(
      List<String> command, Map<String, String> environment, Path directory, Path output)
      throws IOException {
    List<String> line = new ArrayList<>();
    // setsid replaces itself by the program, so that the process number is the program's own.
    onPath("setsid").or(() -> onPath("nohup")).ifPresent(line::add);
    line.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(line).directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.redirectInput(new File("/dev/null"));
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    return builder.start();
  }

  /** The program of that name in the first folder of the PATH that has it. */
  static Optional<String> onPath(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    for (String folder : path.split(File.pathSeparator)) {
      Path file = Path.of(folder, program);
      if (!folder.isEmpty() && Files.isExecutable(file)) {
        return Optional.of(file.toString());
      }
    }
    return Optional.empty();
  }
}
