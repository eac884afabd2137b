package dev.cleave.cli.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The recordings that are kept: the newest as {@code recording.json}, those before it under the
 * time at which they began, so that a module's calls can be compared with those of before its move.
 */
public final class Recordings {
  private static final String NEWEST = "recording.json";

  private final Path folder;

  /** Those in {@code folder}, which need not exist. */
  public Recordings(Path folder) {
    this.folder = folder;
  }

  /** Newest first. */
  public List<Recording> all() throws IOException {
    List<Recording> recordings = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(Recordings::isRecording).sorted().toList()) {
          Recording.read(file).ifPresent(recordings::add);
        }
      }
      recordings.sort(Comparator.comparing(Recording::start).reversed());
    }
    return recordings;
  }

  private static boolean isRecording(Path file) {
    return file.getFileName().toString().matches("recording(-.*)?\\.json");
  }

  /** Keeps a recording as the newest; returns its file. */
  public Path add(Recording recording) throws IOException {
    Files.createDirectories(folder);
    Path newest = folder.resolve(NEWEST);
    Recording before = Recording.read(newest).orElse(null);
    if (before != null) {
      Files.move(
          newest,
          folder.resolve("recording-" + before.started().replace(':', '-') + ".json"),
          StandardCopyOption.REPLACE_EXISTING);
    }
    Files.writeString(
        newest, Recording.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(recording));
    return newest;
  }
}
