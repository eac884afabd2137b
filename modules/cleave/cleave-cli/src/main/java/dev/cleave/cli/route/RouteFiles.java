package dev.cleave.cli.route;

import dev.cleave.cli.process.AtomicFile;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The route table as files: the wish itself, and for each process the file that it watches ({@code
 * cleave.config.file}).
 */
public final class RouteFiles {

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
   * The table that was wished for last; a module it does not know yet is at home in {@code home}.
   */
  public RouteTable read(String home, List<String> modules) throws IOException {
    RouteTable table = RouteTable.allIn(home, modules);
    if (!Files.exists(wish())) {
      return table;
    }
    Properties lines = new Properties();
    try (Reader reader = Files.newBufferedReader(wish())) {
      lines.load(reader);
    }
    for (String module : modules) {
      String[] words = lines.getProperty(module, "").split(" ");
      if (words.length == 3) {
        table =
            table.with(module, new Placement(words[0], Binding.of(words[1]), Binding.of(words[2])));
      }
    }
    return table;
  }

  /** Keeps the wish. */
  public void write(RouteTable table) throws IOException {
    Map<String, String> lines = new TreeMap<>();
    table
        .placements()
        .forEach(
            (module, at) ->
                lines.put(
                    module,
                    "%s %s %s".formatted(at.home(), at.inHome().word(), at.fromOthers().word())));
    AtomicFile.write(wish(), text(lines));
  }

  /** Tells one process. */
  public void write(String process, Map<String, String> properties) throws IOException {
    AtomicFile.write(of(process), text(properties));
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
