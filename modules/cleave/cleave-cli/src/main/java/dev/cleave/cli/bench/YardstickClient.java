package dev.cleave.cli.bench;

import dev.cleave.cli.CommandFailed;
import dev.cleave.cli.process.Undo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The client that comes with the yardstick, as it is: a program of its own, which prints {@code
 * ok=… errors=… start_us=…} when it is done.
 */
final class YardstickClient implements LoadClient {

  private static final double MILLIS_PER_SECOND = 1000;

  private final Path classes;
  private final Path output;
  private final Undo undo;

  /**
   * The compiled client.
   *
   * @param output the file in which it prints
   * @param undo ends it when the command is interrupted
   */
  YardstickClient(Path classes, Path output, Undo undo) {
    this.classes = classes;
    this.output = output;
    this.undo = undo;
  }

  @Override
  public Load run(int port, int seconds, int rate, long seed) throws IOException {
    ProcessBuilder client =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    // as the yardstick's own script calls it
                    "-Xmx128m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:-UsePerfData",
                    "-cp",
                    classes.toString(),
                    "Bench",
                    "load",
                    Integer.toString(port),
                    Integer.toString(CONNECTIONS),
                    Integer.toString(seconds),
                    Integer.toString(rate),
                    Long.toString(seed)))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    int code = undo.run(client);
    String printed = Files.readString(output, StandardCharsets.UTF_8).strip();
    if (code != 0) {
      throw new CommandFailed("the yardstick's client failed: " + printed);
    }
    return parse(printed);
  }

  /** Reads the line that the client prints. */
  static Load parse(String line) {
    Map<String, String> fields = new HashMap<>();
    for (String word : line.split("\\s+")) {
      int equals = word.indexOf('=');
      if (equals > 0) {
        fields.put(word.substring(0, equals), word.substring(equals + 1));
      }
    }
    try {
      return new Load(
          Long.parseLong(fields.get("ok")),
          Long.parseLong(fields.get("errors")),
          Long.parseLong(fields.get("start_us")),
          Long.parseLong(fields.get("end_us")),
          Double.parseDouble(fields.get("client_cpu_s")) * MILLIS_PER_SECOND);
    } catch (NumberFormatException | NullPointerException unknown) {
      throw new CommandFailed(
          "the yardstick's client printed what this bench does not know: " + line, unknown);
    }
  }
}
