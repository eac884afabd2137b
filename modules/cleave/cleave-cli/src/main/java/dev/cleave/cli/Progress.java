package dev.cleave.cli;

import java.io.PrintWriter;
import java.util.Locale;

/** Tells a person what a command is doing, one line per step. */
public final class Progress {

  private static final double NANOS_PER_SECOND = 1e9;

  private final PrintWriter out;

  /** Prints to {@code out}. */
  public Progress(PrintWriter out) {
    this.out = out;
  }

  /** Says something. */
  public void say(String line) {
    out.println(line);
    out.flush();
  }

  /** A step that takes a while begins. */
  public long begin(String what) {
    say(what + " …");
    return System.nanoTime();
  }

  /** What was begun has ended. */
  public void done(String what, long begin) {
    say(what + " (" + seconds(begin) + ")");
  }

  /** How long it is since {@code begin}. */
  public static String seconds(long begin) {
    return String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - begin) / NANOS_PER_SECOND);
  }
}
