package dev.cleave.cli.liberty;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The log of one server, read for the reason why it did not start.
 *
 * @param directory with {@code messages.log} and {@code console.log}
 */
public record ServerLog(Path directory) {

  /** An application that did not start: Liberty goes on without it and never becomes ready. */
  private static final Pattern APPLICATION_FAILED = Pattern.compile("\\bCWWKZ000[24]E:");

  /** Any Liberty message that is an error. */
  private static final Pattern ERROR = Pattern.compile("\\b[A-Z]{4,5}\\d{4}E: (.*)");

  private static final Pattern PORT_TAKEN = Pattern.compile("\\bCWWKO0221E:");

  /** Exceptions name classes before they say what is wrong. */
  private static final Pattern EXCEPTION_NAMES =
      Pattern.compile("(?:[\\w$]+\\.)+[\\w$]*(?:Exception|Error): ");

  /** Liberty's own log. */
  public Path messages() {
    return directory.resolve("messages.log");
  }

  /** What the JVM printed: all there is when it ended before Liberty began. */
  public Path console() {
    return directory.resolve("console.log");
  }

  /** The file to show to a person. */
  public Path file() {
    return Files.exists(messages()) ? messages() : console();
  }

  /** Whether the server has said that it will not become ready. */
  public boolean saysItFailed() throws IOException {
    return lines(messages()).stream()
        .anyMatch(
            line -> APPLICATION_FAILED.matcher(line).find() || PORT_TAKEN.matcher(line).find());
  }

  /** The line that tells best why the server did not start. */
  public Optional<String> decisiveLine() throws IOException {
    List<String> lines = lines(file());
    Optional<String> application =
        lines.stream().filter(line -> APPLICATION_FAILED.matcher(line).find()).findFirst();
    if (application.isPresent()) {
      return application.map(ServerLog::reason);
    }
    Optional<String> error = lines.stream().filter(line -> ERROR.matcher(line).find()).findFirst();
    if (error.isPresent()) {
      return error.map(ServerLog::message);
    }
    return lines(console()).stream().filter(line -> !line.isBlank()).reduce((a, b) -> b);
  }

  /** What follows the last exception name: the toolkit's own sentence if it refused the start. */
  private static String reason(String line) {
    String message = message(line);
    Matcher names = EXCEPTION_NAMES.matcher(message);
    int end = 0;
    while (names.find()) {
      end = names.end();
    }
    return message.substring(end);
  }

  private static String message(String line) {
    Matcher error = ERROR.matcher(line);
    return error.find() ? error.group() : line;
  }

  private static List<String> lines(Path file) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
  }
}
