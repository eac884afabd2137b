package dev.cleave.cli;

import dev.cleave.cli.operation.Rebuild;
import java.io.IOException;
import java.time.Duration;

/** Follows a rebuild to its end. */
final class RebuildWatch {

  /** A rebuild whose server does not answer for so long is given up. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final long POLL_MILLIS = 200;
  private static final long SAY_NANOS = Duration.ofSeconds(2).toNanos();

  private final Progress progress;

  RebuildWatch(Progress progress) {
    this.progress = progress;
  }

  /** Where a rebuild stands. */
  @FunctionalInterface
  interface Source {
    Rebuild read() throws IOException;
  }

  /**
   * Returns how it ended, and tells on the way what remains.
   *
   * @throws IOException when the server does not answer for long
   */
  Rebuild await(Source source) throws IOException, InterruptedException {
    long answered = System.nanoTime();
    long told = answered;
    while (true) {
      try {
        Rebuild now = source.read();
        answered = System.nanoTime();
        if (!now.running()) {
          return now;
        }
        if (answered - told > SAY_NANOS) {
          told = answered;
          progress.say("  %d events remain".formatted(now.remaining()));
        }
      } catch (IOException silent) {
        if (System.nanoTime() - answered > PATIENCE.toNanos()) {
          throw silent;
        }
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  static String describe(Rebuild.Result one) {
    String what = one.kind().replace('-', ' ') + " " + one.name();
    if (one.cause() != null) {
      return what + " failed: " + one.cause().strip().replaceAll("\\s+", " ");
    }
    if (one.differences() > 0) {
      return "%s: %d entries read, %d differences to what was there: it was wrong, and is right now"
          .formatted(what, one.entries(), one.differences());
    }
    return one.generation() == null
        ? "%s: %d entries read, no difference".formatted(what, one.entries())
        : "%s: %d entries read, now generation %d".formatted(what, one.entries(), one.generation());
  }
}
