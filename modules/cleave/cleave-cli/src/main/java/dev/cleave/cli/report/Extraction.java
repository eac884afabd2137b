package dev.cleave.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cleave.cli.CommandFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code ./cleave extract} has done with a module so far.
 *
 * @param step that is in effect
 * @param records what was done, oldest first
 */
public record Extraction(String module, String step, List<Step> records) {

  /** One step, there or back. */
  public record Step(
      String step,
      String direction,
      String state,
      String started,
      String ended,
      Map<String, JsonNode> figures) {}

  /** The record in a file, if it is there. */
  public static Optional<Extraction> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      Extraction read = Recording.JSON.readValue(file.toFile(), Extraction.class);
      return Optional.of(
          new Extraction(
              read.module(),
              read.step(),
              read.records() == null ? List.of() : List.copyOf(read.records())));
    } catch (IOException damaged) {
      throw new CommandFailed(
          "%s cannot be read (%s): the command that wrote it can mend it, ./cleave extract"
              .formatted(file, damaged.getMessage().lines().findFirst().orElse("")),
          damaged);
    }
  }
}
