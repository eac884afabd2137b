package dev.cleave.cli.extract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.cleave.cli.CommandFailed;
import dev.cleave.cli.process.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The records of all extractions, one JSON file per module; replaced as a whole. */
public final class ExtractionStore {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(com.fasterxml.jackson.databind.cfg.EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private final Path directory;

  /** The records kept in {@code directory}, which need not exist yet. */
  public ExtractionStore(Path directory) {
    this.directory = directory;
  }

  /**
   * How far the extraction of {@code module} has come.
   *
   * @throws CommandFailed when its file was damaged: nothing may be guessed about where data is
   */
  public Extraction of(String module) {
    Path file = file(module);
    if (!Files.exists(file)) {
      return Extraction.none(module);
    }
    try {
      return JSON.readValue(file.toFile(), Extraction.class);
    } catch (IOException damaged) {
      throw new CommandFailed(
          "%s cannot be read (%s): it says where the data of %s is; restore it before anything else"
              .formatted(file, damaged.getMessage().lines().findFirst().orElse(""), module),
          damaged);
    }
  }

  /** Keeps a state; it is on the disk when this returns. */
  public Extraction write(Extraction extraction) throws IOException {
    AtomicFile.write(file(extraction.module()), JSON.writeValueAsString(extraction) + "\n");
    return extraction;
  }

  /** All of them as one line of JSON. */
  static String line(Object value) throws JsonProcessingException {
    return JSON.writer().without(SerializationFeature.INDENT_OUTPUT).writeValueAsString(value);
  }

  private Path file(String module) {
    return directory.resolve(module + ".json");
  }
}
