package dev.cleave.cli.artemis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The log of the embedded broker, of which the part since the last start tells how that went. */
final class BrokerLog {

  private static final long LONGEST = 20 << 20;
  private static final String OWN_WORDS = "cleave-broker: ";
  private static final String READY = OWN_WORDS + "ready";

  private final Path file;
  private long start;

  BrokerLog(Path file) {
    this.file = file;
  }

  Path file() {
    return file;
  }

  /** Makes place for the output of a start; a log that has become too long is put aside. */
  void begin() throws IOException {
    Files.createDirectories(file.getParent());
    if (Files.exists(file) && Files.size(file) > LONGEST) {
      Files.move(
          file,
          file.resolveSibling("previous-" + file.getFileName()),
          StandardCopyOption.REPLACE_EXISTING);
    }
    start = Files.exists(file) ? Files.size(file) : 0;
  }

  /** Whether the broker said since then that it accepts connections. */
  boolean saysReady() throws IOException {
    return lines().stream().anyMatch(line -> line.startsWith(READY));
  }

  /** The reason why a start failed: what the program itself said last, or else the last line. */
  String decisiveLine() throws IOException {
    List<String> lines = lines().stream().filter(line -> !line.isBlank()).toList();
    return lines.stream()
        .filter(line -> line.startsWith(OWN_WORDS))
        .reduce((before, line) -> line)
        .map(line -> line.substring(OWN_WORDS.length()))
        .orElseGet(() -> lines.isEmpty() ? "it printed nothing" : lines.get(lines.size() - 1));
  }

  private List<String> lines() throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    try (InputStream content = Files.newInputStream(file)) {
      content.skipNBytes(start);
      return new String(content.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
