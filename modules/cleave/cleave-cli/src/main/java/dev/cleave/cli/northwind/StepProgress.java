package dev.cleave.cli.northwind;

import java.io.PrintWriter;
import java.util.Locale;

/** Tells how far the import is: one line per step, counted up in place where that is possible. */
public final class StepProgress {

  private static final long REDRAW_NANOS = 100_000_000;
  private static final double NANOS_PER_SECOND = 1e9;

  private final PrintWriter out;
  private final boolean inPlace;
  private String step;
  private int count;
  private int total;
  private int repeats;
  private long begun;
  private long drawn;

  /**
   * Prints to {@code out}.
   *
   * @param inPlace whether that is a terminal, on which a line can be written over
   */
  public StepProgress(PrintWriter out, boolean inPlace) {
    this.out = out;
    this.inPlace = inPlace;
  }

  synchronized void begin(String name, int items) {
    step = name;
    count = 0;
    repeats = 0;
    total = items;
    begun = System.nanoTime();
    drawn = begun;
  }

  synchronized void advance() {
    count++;
    long now = System.nanoTime();
    if (inPlace && now - drawn > REDRAW_NANOS) {
      drawn = now;
      out.print("\r" + line());
      out.flush();
    }
  }

  /** A request of this step could not be answered for the moment, and is tried again. */
  public synchronized void repeated() {
    repeats++;
  }

  synchronized void end() {
    String took =
        String.format(Locale.ROOT, " %6.1f s", (System.nanoTime() - begun) / NANOS_PER_SECOND);
    String repeated = repeats == 0 ? "" : ", tried again " + repeats + "×";
    out.println((inPlace ? "\r" : "") + line() + took + repeated);
    out.flush();
    step = null;
  }

  /** Leaves the line of a step that does not reach its end. */
  public synchronized void abandon() {
    if (step != null) {
      out.println((inPlace ? "\r" : "") + line());
      out.flush();
      step = null;
    }
  }

  private String line() {
    return String.format(Locale.ROOT, "  %-24s %5d / %d", step, count, total);
  }
}
