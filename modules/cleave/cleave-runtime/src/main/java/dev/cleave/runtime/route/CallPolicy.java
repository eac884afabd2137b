package dev.cleave.runtime.route;

import dev.cleave.runtime.config.CleaveConfig;

/** What applies to every call from this process; refreshed from the configuration while running. */
public final class CallPolicy {
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
    long timeout = config.timeout().toNanos();
    boolean refuses = config.refusesCommandInTransaction();
    timeoutNanos = timeout;
    refusesCommandInTransaction = refuses;
  }

  public long timeoutNanos() {
    return timeoutNanos;
  }

  boolean refusesCommandInTransaction() {
    return refusesCommandInTransaction;
  }
}
