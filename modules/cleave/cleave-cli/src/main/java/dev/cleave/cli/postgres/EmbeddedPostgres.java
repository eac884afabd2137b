package dev.cleave.cli.postgres;

import dev.cleave.cli.CommandFailed;
import dev.cleave.cli.FileTree;
import dev.cleave.cli.process.RunningProcess;
import dev.cleave.cli.process.Undo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The PostgreSQL server that belongs to this folder. It listens on the loopback interface only,
 * with passwords, and on no Unix socket: the path of one may not be longer than 107 bytes, which a
 * repository deep in the file system exceeds.
 */
public final class EmbeddedPostgres {

  /** How the server is called among the running processes. */
  public static final String NAME = "postgres";

  /** How the server of one module's own data begins its name. */
  public static final String OF_MODULE = "postgres-";

  private static final String SETTINGS =
      """

      listen_addresses = 'localhost'
      unix_socket_directories = ''
      password_encryption = 'scram-sha-256'
      # Every process has a pool per module.
      max_connections = 200
      # Moving a module to another database follows its changes.
      wal_level = logical
      # A transaction over two modules is prepared in both.
      max_prepared_transactions = 32
      timezone = 'UTC'
      log_timezone = 'UTC'
      """;

  /** The server notes its start a moment after the process began. */
  private static final Duration START_TOLERANCE = Duration.ofSeconds(10);

  private final String name;
  private final PostgresBinaries binaries;
  private final Path data;
  private final Path log;

  /** The server with its data in {@code data}, appending to the file {@code log}. */
  public EmbeddedPostgres(PostgresBinaries binaries, Path data, Path log) {
    this(NAME, binaries, data, log);
  }

  /** The server that is called {@code name} among the running processes. */
  public EmbeddedPostgres(String name, PostgresBinaries binaries, Path data, Path log) {
    this.name = name;
    this.binaries = binaries;
    this.data = data;
    this.log = log;
  }

  /** How the server is called among the running processes. */
  public String name() {
    return name;
  }

  /** The data directory, which need not be there yet. */
  public Path data() {
    return data;
  }

  /** Whether the data directory is there. */
  public boolean isInitialised() {
    return Files.exists(data.resolve("PG_VERSION"));
  }

  /** Makes the data directory; one that was left half made is never taken for a whole one. */
  public void initialise(String superuserPassword, Undo undo) throws IOException {
    Path part = data.resolveSibling(data.getFileName() + ".part");
    FileTree.delete(part);
    undo.start(() -> folder(part), EmbeddedPostgres::delete);
    Path password =
        undo.start(
            () -> Files.createTempFile(data.getParent(), "password-", ""),
            EmbeddedPostgres::delete);
    Files.writeString(password, superuserPassword);
    Account account = account();
    account.own(part);
    account.own(password);
    run(
        undo,
        account,
        "initdb",
        "--pgdata=" + part,
        "--username=postgres",
        "--pwfile=" + password,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8");
    Files.delete(password);
    Files.writeString(part.resolve("postgresql.conf"), SETTINGS, StandardOpenOption.APPEND);
    Files.move(part, data, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Starts the server and returns when it accepts connections. */
  public RunningProcess start(int port, Undo undo) throws IOException {
    forgetDeadServer();
    prepareLog();
    // Data that was made where a user namespace was possible, and is used where it is not.
    account().own(data);
    undo.start(
        () -> {
          int code =
              run(
                  account(),
                  "pg_ctl",
                  "start",
                  "--wait",
                  "--timeout=60",
                  "--silent",
                  "--pgdata=" + data,
                  "--log=" + log,
                  "--options=-p " + port);
          if (code != 0) {
            // It may still be starting, only slower than pg_ctl waits.
            stop();
            throw failed("PostgreSQL did not start");
          }
          return this;
        },
        started -> started.stop());
    return running().orElseThrow(() -> failed("PostgreSQL ended while starting"));
  }

  /** Stops the server if it runs: sessions end, data is flushed. */
  public void stop() {
    try {
      if (running().isPresent()) {
        run(account(), "pg_ctl", "stop", "--mode=fast", "--timeout=60", "--pgdata=" + data);
      }
    } catch (IOException failure) {
      throw new CommandFailed("PostgreSQL could not be stopped: " + failure.getMessage(), failure);
    }
  }

  /** The server, if it runs on this data directory, whoever started it. */
  public Optional<RunningProcess> running() {
    List<String> lines;
    try {
      lines = Files.readAllLines(lockFile());
    } catch (IOException notRunning) {
      return Optional.empty();
    }
    if (lines.size() < 4) {
      return Optional.empty();
    }
    // Its lines: process, data directory, start in seconds, port (PostgreSQL: miscadmin.h).
    long pid = Long.parseLong(lines.get(0).strip());
    Instant noted = Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip()));
    int port = Integer.parseInt(lines.get(3).strip());
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> startedAbout(process, noted))
        .map(process -> RunningProcess.of(name, process, port, 0))
        .filter(RunningProcess::isAlive);
  }

  /**
   * Removes the lock file of a server that died without removing it. PostgreSQL does this itself
   * unless the number belongs to some other program by now, as it does after a container restart.
   */
  private void forgetDeadServer() throws IOException {
    if (running().isEmpty()) {
      Files.deleteIfExists(lockFile());
    }
  }

  private static Path folder(Path path) throws IOException {
    return Files.createDirectory(
        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  private static void delete(Path file) {
    try {
      FileTree.delete(file);
    } catch (IOException failure) {
      throw new CommandFailed(file + " could not be deleted: " + failure.getMessage(), failure);
    }
  }

  private static boolean startedAbout(ProcessHandle process, Instant noted) {
    return process
        .info()
        .startInstant()
        .map(start -> Duration.between(start, noted).abs().compareTo(START_TOLERANCE) <= 0)
        .orElse(false);
  }

  private void prepareLog() throws IOException {
    Files.createDirectories(log.getParent());
    if (!Files.exists(log)) {
      Files.createFile(log);
    }
    account().own(log);
  }

  private Path lockFile() {
    return data.resolve("postmaster.pid");
  }

  private Account account() throws IOException {
    return Account.thatCanRun(binaries.program("postgres"), data);
  }

  private void run(Undo undo, Account account, String program, String... arguments)
      throws IOException {
    prepareLog();
    if (undo.run(builder(account, program, arguments)) != 0) {
      throw failed(program + " failed");
    }
  }

  private int run(Account account, String program, String... arguments) throws IOException {
    try {
      return builder(account, program, arguments).start().waitFor();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }

  private CommandFailed failed(String what) {
    String last = "";
    try {
      last =
          Files.readAllLines(log).stream()
              .filter(line -> !line.isBlank())
              .reduce("", (before, line) -> line);
    } catch (IOException unreadable) {
      last = unreadable.toString();
    }
    return new CommandFailed("%s: %s (log: %s)".formatted(what, last, log));
  }

  private ProcessBuilder builder(Account account, String program, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(binaries.program(program).toString());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(account.command(command))
        .directory(data.getParent().toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
  }
}
