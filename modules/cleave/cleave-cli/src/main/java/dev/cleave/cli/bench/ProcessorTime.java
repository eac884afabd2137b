package dev.cleave.cli.bench;

import dev.cleave.cli.CommandFailed;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Time that processors spent, in milliseconds, as Linux accounts for it: in steps of 10 ms, so a
 * reading over some seconds is good to a percent.
 */
final class ProcessorTime {

  /** Linux tells user space hundredths of a second on every architecture. */
  private static final int MILLIS_PER_TICK = 10;

  private static final Path PROC = Path.of("/proc");

  /** Of the fields behind the name, in proc_pid_stat(5): the parent is the second … */
  private static final int PARENT = 1;

  /** … and time in user mode, in the kernel, and the same of children that have ended. */
  private static final int USER = 11;

  private ProcessorTime() {}

  /** What one process has used so far. */
  static long of(long pid) {
    return ticks(fields(PROC.resolve(Long.toString(pid))), 2) * MILLIS_PER_TICK;
  }

  /** What a process, its children, and those of them that have ended have used so far. */
  static long ofFamily(long pid) {
    long ticks = ticks(fields(PROC.resolve(Long.toString(pid))), 4);
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        try {
          String[] fields = read(process);
          if (fields[PARENT].equals(Long.toString(pid))) {
            ticks += ticks(fields, 2);
          }
        } catch (IOException ended) {
          // Its time is that of an ended child from now on; a session lasts longer than a round.
        }
      }
    } catch (IOException unreadable) {
      throw unavailable(unreadable);
    }
    return ticks * MILLIS_PER_TICK;
  }

  /**
   * What all processors together did so far.
   *
   * @param busy doing something
   * @param total doing something or nothing
   */
  record Machine(long busy, long total) {

    /** Since the machine started. */
    static Machine now() {
      try {
        return parse(Files.readString(PROC.resolve("stat")));
      } catch (IOException notLinux) {
        throw unavailable(notLinux);
      }
    }

    /**
     * Reads the first line of /proc/stat: user, nice, system, idle, iowait, irq, softirq, steal.
     */
    static Machine parse(String stat) {
      String[] words = stat.lines().findFirst().orElseThrow().split(" +");
      long total = 0;
      for (int i = 1; i <= 8; i++) {
        total += Long.parseLong(words[i]);
      }
      long idle = Long.parseLong(words[4]) + Long.parseLong(words[5]);
      return new Machine((total - idle) * MILLIS_PER_TICK, total * MILLIS_PER_TICK);
    }

    /** What was done since {@code before}. */
    Machine since(Machine before) {
      return new Machine(busy - before.busy, total - before.total);
    }

    /** The share of all processors, in percent, that others than these {@code millis} used. */
    double percentBeside(double millis) {
      return total == 0 ? 0 : Math.max(0, 100 * (busy - millis) / total);
    }
  }

  private static long ticks(String[] fields, int count) {
    long ticks = 0;
    for (int i = 0; i < count; i++) {
      ticks += Long.parseLong(fields[USER + i]);
    }
    return ticks;
  }

  private static String[] fields(Path process) {
    try {
      return read(process);
    } catch (IOException gone) {
      throw unavailable(gone);
    }
  }

  private static String[] read(Path process) throws IOException {
    return behindName(Files.readString(process.resolve("stat")));
  }

  /** The fields behind the process's name, which may itself hold spaces and parentheses. */
  static String[] behindName(String stat) {
    return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
  }

  private static CommandFailed unavailable(IOException cause) {
    return new CommandFailed(
        "processor time cannot be read (%s): this bench needs Linux, and its processes running"
            .formatted(cause.getMessage()),
        cause);
  }
}
