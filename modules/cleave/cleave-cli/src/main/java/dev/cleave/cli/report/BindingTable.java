package dev.cleave.cli.report;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cleave.cli.CommandFailed;
import dev.cleave.cli.bench.Figure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one call costs over each binding, as measured by {@code ./cleave bench bindings}.
 *
 * @param origin where the figures come from, for the reader
 * @param bindings by name; {@code local} is among them
 */
public record BindingTable(String origin, Map<String, Cost> bindings) {

  /** The binding that the others are compared with. */
  public static final String LOCAL = "local";

  private static final String COMMITTED = "bindings.json";
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /**
   * One call with a small answer.
   *
   * @param p50Us median latency in microseconds
   * @param cpuUsPerCall processor time of both sides, and of the broker
   * @param bytesPerCall on the loopback interface
   */
  public record Cost(double p50Us, double cpuUsPerCall, double bytesPerCall) {}

  /** The table measured on this machine, or else the one that came with the command. */
  public static BindingTable read(Path measurements) throws IOException {
    Path own = measurements.resolve(COMMITTED);
    if (!Files.exists(own)) {
      return committed();
    }
    try {
      BindingTable table = JSON.readValue(own.toFile(), BindingTable.class);
      if (table.bindings() == null || !table.bindings().containsKey(LOCAL)) {
        throw new IOException("it has no binding " + LOCAL);
      }
      return table;
    } catch (IOException damaged) {
      throw new CommandFailed(
          "%s cannot be read (%s): delete it, or measure again with ./cleave bench bindings"
              .formatted(own, damaged.getMessage().lines().findFirst().orElse("")),
          damaged);
    }
  }

  static BindingTable committed() {
    try (InputStream in = BindingTable.class.getResourceAsStream(COMMITTED)) {
      return JSON.readValue(in, BindingTable.class);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** The table that the figures of {@code ./cleave bench bindings} make. */
  public static BindingTable of(String origin, List<Figure> figures) {
    Map<String, Double> medians = new LinkedHashMap<>();
    figures.forEach(figure -> medians.put(figure.name(), figure.median()));
    Map<String, Cost> bindings = new LinkedHashMap<>();
    for (String name : medians.keySet()) {
      String binding = name.substring(0, name.indexOf('_'));
      bindings.computeIfAbsent(
          binding,
          b ->
              new Cost(
                  medians.get(b + "_p50_us"),
                  medians.get(b + "_cpu_us_per_call"),
                  medians.get(b + "_bytes_per_call")));
    }
    return new BindingTable(origin, bindings);
  }

  /** Keeps the table for the reports to come; returns where. */
  public Path write(Path measurements) throws IOException {
    Files.createDirectories(measurements);
    Path file = measurements.resolve(COMMITTED);
    Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
    return file;
  }

  List<String> remote() {
    return bindings.keySet().stream().filter(name -> !name.equals(LOCAL)).toList();
  }

  /** How much longer a call takes over a binding than under {@code local}, in microseconds. */
  double addedMicros(String binding) {
    return Math.max(0, bindings.get(binding).p50Us() - bindings.get(LOCAL).p50Us());
  }

  /** How much more processor time it takes. */
  double addedCpuMicros(String binding) {
    return Math.max(0, bindings.get(binding).cpuUsPerCall() - bindings.get(LOCAL).cpuUsPerCall());
  }
}
