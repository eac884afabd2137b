package dev.cleave.cli.northwind;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, while something runs that should end in good order: asks it to stop, gives it a few
 * seconds to come to its end, and says a last word.
 */
public final class Interruption implements AutoCloseable {

  private static final int SECONDS_TO_END = 5;

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook;

  private Interruption(Runnable stop, Runnable lastWord) {
    this.hook =
        new Thread(
            () -> {
              stop.run();
              try {
                ended.await(SECONDS_TO_END, TimeUnit.SECONDS);
              } catch (InterruptedException enough) {
                Thread.currentThread().interrupt();
              }
              lastWord.run();
            },
            "interruption");
  }

  /** Watches until {@link #close()}. */
  public static Interruption watch(Runnable stop, Runnable lastWord) {
    Interruption interruption = new Interruption(stop, lastWord);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  @Override
  public void close() {
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException interrupted) {
      // The hook is running; it says the last word.
    }
  }
}
