package dev.cleave.cli.scaffold;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/** Words that name nothing unless they are quoted, which the schemas of modules never are. */
final class ReservedWords {

  private ReservedWords() {}

  /** Those that PostgreSQL reserves, or allows for functions and types alone. */
  static Set<String> ofPostgresql() {
    try (InputStream file = ReservedWords.class.getResourceAsStream("postgresql-reserved.txt")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
