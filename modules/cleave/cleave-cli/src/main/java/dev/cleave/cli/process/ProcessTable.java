package dev.cleave.cli.process;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The processes that commands have started and not stopped, one {@code <name>.pid} file each. A
 * file whose process is gone, or whose number now belongs to another program, counts as absent.
 */
public final class ProcessTable {

  private static final String SUFFIX = ".pid";

  private final Path directory;

  /** The table kept in {@code directory}, which need not exist yet. */
  public ProcessTable(Path directory) {
    this.directory = directory;
  }

  /** The process of that name, if it runs. */
  public Optional<RunningProcess> find(String name) {
    Path file = file(name);
    return Files.exists(file) ? read(file).filter(RunningProcess::isAlive) : Optional.empty();
  }

  /** Every process that runs, the earliest first. */
  public List<RunningProcess> all() {
    return recorded().stream()
        .filter(RunningProcess::isAlive)
        .sorted(Comparator.comparing(RunningProcess::startedAt))
        .toList();
  }

  /** The names of processes that were started, were not stopped, and are gone nevertheless. */
  public List<String> vanished() {
    return recorded().stream()
        .filter(process -> !process.isAlive())
        .map(RunningProcess::name)
        .sorted()
        .toList();
  }

  /** Remembers a process that was just started. */
  public void add(RunningProcess process) throws IOException {
    Files.createDirectories(directory);
    String text =
        """
        name=%s
        pid=%d
        started-at=%s
        port=%d
        internal-port=%d
        grpc-port=%d
        """
            .formatted(
                process.name(),
                process.pid(),
                process.startedAt(),
                process.port(),
                process.internalPort(),
                process.grpcPort());
    AtomicFile.write(file(process.name()), text);
  }

  /** Forgets the process of that name, because it was stopped. */
  public void remove(String name) throws IOException {
    Files.deleteIfExists(file(name));
  }

  private List<RunningProcess> recorded() {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(SUFFIX))
          .flatMap(file -> read(file).stream())
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Empty for a file that is cut off or was edited: it names no process for certain. */
  private static Optional<RunningProcess> read(Path file) {
    Properties fields = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      fields.load(reader);
      return Optional.of(
          new RunningProcess(
              fields.getProperty("name", ""),
              Long.parseLong(fields.getProperty("pid", "")),
              Instant.parse(fields.getProperty("started-at", "")),
              Integer.parseInt(fields.getProperty("port", "")),
              Integer.parseInt(fields.getProperty("internal-port", "")),
              Integer.parseInt(fields.getProperty("grpc-port", "0"))));
    } catch (IOException | RuntimeException unreadable) {
      return Optional.empty();
    }
  }

  private Path file(String name) {
    return directory.resolve(name + SUFFIX);
  }
}
