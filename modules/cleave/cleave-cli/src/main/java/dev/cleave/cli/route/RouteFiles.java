package dev.cleave.cli.route;

import dev.cleave.cli.process.AtomicFile;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The route table as files: the wish itself, and for each process the file that it watches ({@code
 * cleave.config.file}). Each edition of the wish has a number, its epoch, which every process
 * reports when it follows it.
 */
public final class RouteFiles {

  private static final String EPOCH = "epoch";

  private final Path directory;

  /** The files in {@code directory}. */
  public RouteFiles(Path directory) {
    this.directory = directory;
  }

  /** What the process {@code process} watches. */
  public Path of(String process) {
    return directory.resolve(process + ".properties");
  }

  /**
   * The table that was wished for last; a module it does not know yet is placed as in {@code
   * first}.
   */
  public RouteTable read(RouteTable first) throws IOException {
    RouteTable table = first;
    Properties lines = wishes();
    for (String module : first.placements().keySet()) {
      String[] words = lines.getProperty(module, "").split(" ");
      if (words.length >= 3) {
        table = table.with(module, placement(words));
      }
    }
    return table;
  }

  /** The number of the edition that was wished for last; 0 before the first. */
  public long epoch() throws IOException {
    return Long.parseLong(wishes().getProperty(EPOCH, "0"));
  }

  private Properties wishes() throws IOException {
    Properties lines = new Properties();
    if (Files.exists(wish())) {
      try (Reader reader = Files.newBufferedReader(wish())) {
        lines.load(reader);
      }
    }
    return lines;
  }

  /** Keeps the wish as a new edition; returns its epoch. */
  public long write(RouteTable table) throws IOException {
    long epoch = epoch() + 1;
    Map<String, String> lines = new TreeMap<>();
    table.placements().forEach((module, at) -> lines.put(module, line(at)));
    lines.put(EPOCH, Long.toString(epoch));
    AtomicFile.write(wish(), text(lines));
    return epoch;
  }

  /** Tells one process. */
  public void write(String process, Map<String, String> properties) throws IOException {
    AtomicFile.write(of(process), text(properties));
  }

  private static String line(Placement at) {
    StringBuilder line = new StringBuilder();
    line.append("%s %s %s".formatted(at.home(), at.inHome().word(), at.fromOthers().word()));
    at.trial()
        .ifPresent(
            trial ->
                line.append(
                    " %s=%s=%d"
                        .formatted(
                            trial.kind().name().toLowerCase(Locale.ROOT),
                            trial.process(),
                            trial.percent())));
    at.heldUntil().ifPresent(instant -> line.append(" held=").append(instant));
    if (!at.standby().isEmpty()) {
      line.append(" standby=").append(String.join(",", at.standby()));
    }
    if (!at.further().isEmpty()) {
      line.append(" further=").append(String.join(",", at.further()));
    }
    return line.toString();
  }

  private static Placement placement(String[] words) {
    Placement placement = new Placement(words[0], Binding.of(words[1]), Binding.of(words[2]));
    for (String word : List.of(words).subList(3, words.length)) {
      String[] parts = word.split("=");
      placement =
          switch (parts[0]) {
            case "held" -> placement.heldUntil(Instant.parse(parts[1]));
            case "further" -> placement.besideHome(List.of(parts[1].split(",")));
            case "standby" -> placement.standingBy(List.of(parts[1].split(",")));
            default ->
                placement.with(
                    new Trial(
                        parts[1],
                        Trial.Kind.valueOf(parts[0].toUpperCase(Locale.ROOT)),
                        Integer.parseInt(parts[2])));
          };
    }
    return placement;
  }

  private Path wish() {
    return directory.resolve("routes");
  }

  private static String text(Map<String, String> lines) {
    return lines.entrySet().stream()
        .map(line -> line.getKey() + "=" + line.getValue() + "\n")
        .collect(Collectors.joining());
  }
}
