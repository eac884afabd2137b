package dev.cleave.runtime.route;

import dev.cleave.runtime.config.CleaveConfig;
import dev.cleave.runtime.record.Recorder;

/** What applies to every call from this process; refreshed from the configuration while running. */
public final class CallPolicy {
  private final Recorder recorder = new Recorder();
  private volatile long timeoutNanos;
  private volatile boolean refusesCommandInTransaction;

  CallPolicy(CleaveConfig config) {
    refresh(config);
  }

  /**
   * Reads the values anew.
   *
   * @throws IllegalArgumentException if one does not parse; then none is changed
   */
  void refresh(CleaveConfig config) {
    recorder.refresh(
        config.calls().isRecording()); // first: other values must not keep it from ending
    long timeout = config.calls().timeout().toNanos();
    boolean refuses = config.calls().refusesCommandInTransaction();
    timeoutNanos = timeout;
    refusesCommandInTransaction = refuses;
  }

  /** Records calls while that is wished. */
  public Recorder recorder() {
    return recorder;
  }

  public long timeoutNanos() {
    return timeoutNanos;
  }

  boolean refusesCommandInTransaction() {
    return refusesCommandInTransaction;
  }
}
