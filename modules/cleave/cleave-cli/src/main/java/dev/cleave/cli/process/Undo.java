package dev.cleave.cli.process;

import dev.cleave.cli.CommandFailed;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Stops again what one command has started, unless the command reaches its end: when it fails, and
 * when it is interrupted half-way. Interrupting it also ends the programs it is waiting for.
 */
public final class Undo implements AutoCloseable {

  /** Starts something. */
  @FunctionalInterface
  public interface Start<T> {
    /** Starts it and returns what {@code undo} needs. */
    T start() throws IOException;
  }

  private record Step(Object started, Runnable stop) {}

  private static final long PATIENCE_SECONDS = 10;

  private final Deque<Step> steps = new ArrayDeque<>();
  private final Thread hook = new Thread(this::interrupted, "undo");
  private final Runnable announcement;
  private boolean interrupted;

  /**
   * Begins to watch for the end of this command.
   *
   * @param announcement run first when the command is interrupted with something to stop
   */
  public Undo(Runnable announcement) {
    this.announcement = announcement;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Starts something that is to be stopped again. An interruption waits until it is started, so
   * that nothing slips through between starting and remembering.
   */
  public synchronized <T> T start(Start<T> start, Consumer<T> stop) throws IOException {
    if (interrupted) {
      throw new CommandFailed("interrupted");
    }
    T started = start.start();
    steps.push(new Step(started, () -> stop.accept(started)));
    return started;
  }

  /**
   * Runs a program to its end.
   *
   * @return its exit code
   * @throws CommandFailed when this command is interrupted meanwhile
   */
  public int run(ProcessBuilder program) throws IOException {
    Process process = start(program::start, Undo::end);
    try {
      int code = process.waitFor();
      forget(process);
      return code;
    } catch (InterruptedException noLongerWanted) {
      Thread.currentThread().interrupt();
      throw new CommandFailed("interrupted", noLongerWanted);
    }
  }

  private static void end(Process process) {
    List<ProcessHandle> family = new ArrayList<>(process.descendants().toList());
    family.add(process.toHandle());
    family.forEach(ProcessHandle::destroy);
    CompletableFuture.allOf(
            family.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
        .completeOnTimeout(null, PATIENCE_SECONDS, TimeUnit.SECONDS)
        .join();
  }

  /**
   * Takes something off the list that has come to its end.
   *
   * @throws CommandFailed when this command is interrupted
   */
  public synchronized void forget(Object ended) {
    if (interrupted) {
      throw new CommandFailed("interrupted");
    }
    steps.removeIf(step -> step.started() == ended);
  }

  /** Whether this command is being interrupted; what fails now fails because of that. */
  public synchronized boolean isInterrupted() {
    return interrupted;
  }

  /** Leaves everything as it is: the command has reached its end. */
  public synchronized void keep() {
    steps.clear();
  }

  @Override
  public void close() {
    runAll();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyShuttingDown) {
      // The hook does the same, and finds nothing left to do.
    }
  }

  private void interrupted() {
    synchronized (this) {
      interrupted = true;
      if (steps.isEmpty()) {
        return;
      }
    }
    announcement.run();
    runAll();
  }

  private synchronized void runAll() {
    while (!steps.isEmpty()) {
      Step step = steps.pop();
      try {
        step.stop().run();
      } catch (RuntimeException failure) {
        // The others are to be stopped nevertheless.
        System.err.println("cleave: " + failure.getMessage());
      }
    }
  }
}
