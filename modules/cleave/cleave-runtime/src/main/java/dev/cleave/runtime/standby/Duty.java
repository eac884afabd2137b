package dev.cleave.runtime.standby;

import dev.cleave.ModuleStandby;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What this process does for one module: it serves it, or stands by. Thread-safe.
 *
 * <p>A call from another process is noted by {@link #begin} before the state is looked at, so that
 * whoever has set the state to standby and then sees {@link #isQuiet} knows that none is under way
 * and none will begin.
 */
public final class Duty {
  private final String module;
  private final AtomicInteger arrived = new AtomicInteger();
  private volatile boolean standsBy;

  Duty(String module) {
    this.module = module;
  }

  /** Whether this process does nothing for the module now. */
  public boolean standsBy() {
    return standsBy;
  }

  /**
   * Returns if the module is served here, or if only a rehearsal is asked for.
   *
   * @throws ModuleStandby if it is not, now
   */
  public void requireActive() {
    if (standsBy && !Rehearsal.isOn()) {
      throw new ModuleStandby(
          "This process only stands by for the module %s: ask where the module lives now."
              .formatted(module));
    }
  }

  /**
   * Begins a call that came from another process; it ends with {@link #end}.
   *
   * @throws ModuleStandby if the module is not served here now; then nothing has begun
   */
  public void begin() {
    arrived.incrementAndGet();
    if (standsBy && !Rehearsal.isOn()) {
      end();
      requireActive();
    }
  }

  /** Ends a call that has begun. */
  public void end() {
    arrived.decrementAndGet();
  }

  /** Whether no call from another process is under way. */
  public boolean isQuiet() {
    return arrived.get() == 0;
  }

  void standBy(boolean wished) {
    standsBy = wished;
  }
}
