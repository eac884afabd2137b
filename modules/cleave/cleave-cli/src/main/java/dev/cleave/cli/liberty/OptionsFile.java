package dev.cleave.cli.liberty;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files of JVM options as Liberty writes them: one option a line, {@code #} for a remark. */
final class OptionsFile {

  private OptionsFile() {}

  /** The options in {@code file}; none if there is no such file. */
  static List<String> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    return Files.readAllLines(file).stream()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .toList();
  }
}
