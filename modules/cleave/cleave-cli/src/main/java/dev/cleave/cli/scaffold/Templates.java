package dev.cleave.cli.scaffold;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The files of a module, as resources beside this class: in the places and under the names that
 * they get in the repository, with placeholders in both.
 */
final class Templates {

  /** All templates; a jar cannot be asked for its folders. */
  static final String INDEX = "index.txt";

  private static final Pattern IMPORTS = Pattern.compile("(?m)(?:^import [^\n]*;\n)+");

  private final Map<String, String> values;

  /** Templates in which each key stands for its value. */
  Templates(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /** Writes all files, where they belong below {@code folder}. */
  void writeTo(Path folder) throws IOException {
    for (String template : read(INDEX).lines().toList()) {
      Path file = folder.resolve(filled(template));
      Files.createDirectories(file.getParent());
      String text = filled(read(template));
      Files.writeString(file, inOrder(template, text));
    }
  }

  private String filled(String template) {
    String text = template;
    for (Entry<String, String> value : values.entrySet()) {
      text = text.replace(value.getKey(), value.getValue());
    }
    return text;
  }

  /** In which order lines are may depend on the names that were filled in. */
  private static String inOrder(String template, String text) {
    if (template.endsWith(".java")) {
      return IMPORTS.matcher(text).replaceAll(Templates::sorted);
    }
    return template.endsWith(".numbers") ? withSortedNumbers(text) : text;
  }

  private static String withSortedNumbers(String text) {
    Comparator<String> byName = Comparator.comparing(line -> line.startsWith("#") ? "" : line);
    return text.lines().sorted(byName).map(line -> line + "\n").collect(Collectors.joining());
  }

  private static String sorted(MatchResult imports) {
    List<String> lines = new ArrayList<>(imports.group().lines().toList());
    // Without the semicolon, which would sort a name behind longer ones that begin with it.
    lines.replaceAll(line -> line.substring(0, line.length() - 1));
    return lines.stream().sorted().map(line -> line + ";\n").collect(Collectors.joining());
  }

  private static String read(String name) throws IOException {
    try (InputStream file = Templates.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IOException("the template " + name + " is missing in this program");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
