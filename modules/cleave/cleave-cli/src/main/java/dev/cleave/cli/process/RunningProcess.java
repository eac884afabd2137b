package dev.cleave.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * A process that a command has started, identified by its number and the time at which the
 * operating system says it began: a number alone is given to another program sooner or later.
 *
 * @param name what it is called here: {@code monolith}, {@code accounts}, {@code postgres}
 * @param pid its number
 * @param startedAt when it began
 * @param port its public port
 * @param internalPort its internal port, or 0
 * @param grpcPort its port for gRPC, or 0
 */
public record RunningProcess(
    String name, long pid, Instant startedAt, int port, int internalPort, int grpcPort) {

  /** The boot time that Linux derives start times from moves when the clock is corrected. */
  private static final Duration CLOCK_CORRECTION = Duration.ofSeconds(3);

  private static final long POLL_MILLIS = 20;

  /** A process without gRPC. */
  public RunningProcess(String name, long pid, Instant startedAt, int port, int internalPort) {
    this(name, pid, startedAt, port, internalPort, 0);
  }

  /** Describes a process that has just been started. */
  public static RunningProcess of(String name, ProcessHandle handle, int port, int internalPort) {
    Instant startedAt = handle.info().startInstant().orElseGet(Instant::now);
    return new RunningProcess(name, handle.pid(), startedAt, port, internalPort);
  }

  /** The same with a port for gRPC. */
  public RunningProcess withGrpc(int grpcPort) {
    return new RunningProcess(name, pid, startedAt, port, internalPort, grpcPort);
  }

  /** Whether this very process, not another one with its number, is still there. */
  public boolean isAlive() {
    return handle().isPresent();
  }

  /** Asks the process to end, and returns at once. */
  public void askToStop() {
    handle().ifPresent(ProcessHandle::destroy);
  }

  /** Asks the process to end, and ends it by force when it has not within {@code patience}. */
  public void stop(Duration patience) {
    askToStop();
    if (!endsWithin(patience)) {
      handle().ifPresent(ProcessHandle::destroyForcibly);
      endsWithin(patience);
    }
  }

  /** Completes when the process has ended. */
  public CompletableFuture<?> onExit() {
    return handle()
        .map(process -> (CompletableFuture<?>) process.onExit())
        .orElseGet(() -> CompletableFuture.completedFuture(null));
  }

  /** The memory that is resident now, in bytes; empty where the system does not tell. */
  public OptionalLong residentMemory() {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst();
    } catch (IOException notLinux) {
      return OptionalLong.empty();
    }
  }

  private Optional<ProcessHandle> handle() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(this::startedWhenWeDid)
        .filter(process -> !isZombie());
  }

  private boolean startedWhenWeDid(ProcessHandle process) {
    return process
        .info()
        .startInstant()
        .map(start -> Duration.between(start, startedAt).abs().compareTo(CLOCK_CORRECTION) <= 0)
        .orElse(false);
  }

  /** Dead, but not taken off the list by its parent: the first process of a container may never. */
  private boolean isZombie() {
    try {
      // Its fields: number, name in parentheses, state (proc_pid_stat(5)).
      String fields = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return fields.charAt(fields.lastIndexOf(')') + 2) == 'Z';
    } catch (IOException notLinux) {
      return false;
    }
  }

  private boolean endsWithin(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (isAlive()) {
      if (System.nanoTime() > end) {
        return false;
      }
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }
}
