package dev.cleave.cli.northwind;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A handmade sample: 3 customers, 4 products, 5 orders with 8 lines of 38 units. One product is
 * never ordered, one is discontinued without stock, one changes its price there and back and ends
 * at another one than its last order says; one line amounts to half a cent.
 */
final class SampleFiles {

  private final Path directory;

  /** Puts the files into {@code directory}. */
  SampleFiles(Path directory) {
    this.directory = directory;
    for (CsvFile file : CsvFile.values()) {
      try (InputStream content =
          SampleFiles.class.getResourceAsStream("small/" + file.fileName())) {
        Files.copy(content, directory.resolve(file.fileName()));
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  SampleFiles replace(String file, String old, String replacement) {
    String content = content(file);
    assertThat(content).contains(old);
    return write(file, content.replace(old, replacement));
  }

  SampleFiles append(String file, String line) {
    return write(file, content(file) + line + "\n");
  }

  SampleFiles write(String file, String content) {
    try {
      Files.writeString(directory.resolve(file), content);
      return this;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  String content(String file) {
    try {
      return Files.readString(directory.resolve(file));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  Northwind read() {
    try {
      return NorthwindReader.read(directory);
    } catch (BadInput bad) {
      throw new AssertionError(bad.rows().toString(), bad);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** What is reported, one line each; none if all is well. */
  List<String> problems() {
    try {
      NorthwindReader.read(directory);
      return List.of();
    } catch (BadInput bad) {
      return bad.rows().stream().map(BadRow::toString).toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
