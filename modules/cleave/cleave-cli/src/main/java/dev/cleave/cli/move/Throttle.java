package dev.cleave.cli.move;

/** Keeps a flow of bytes below a rate. Not thread-safe. */
final class Throttle {

  private static final long NANOS = 1_000_000_000L;

  private final long bytesPerSecond;
  private final long begin = System.nanoTime();
  private long bytes;

  /** 0 is no limit. */
  Throttle(long bytesPerSecond) {
    this.bytesPerSecond = bytesPerSecond;
  }

  /** Notes bytes that went by, and waits until they may have. */
  void passed(long more) throws InterruptedException {
    bytes += more;
    if (bytesPerSecond == 0) {
      return;
    }
    long due = begin + (long) ((double) bytes / bytesPerSecond * NANOS);
    long early = due - System.nanoTime();
    if (early > 0) {
      Thread.sleep(early / 1_000_000, (int) (early % 1_000_000));
    }
  }
}
