package dev.cleave.runtime.instance;

import java.time.Duration;
import java.util.Optional;

/** Which instances an endpoint stands for now. Thread-safe. */
interface Population {
  /** The instances; empty as long as none is known. Not to be changed. Never waits. */
  Instance[] known();

  /** The same for a call, which keeps the source in use. */
  default Instance[] now() {
    return known();
  }

  /** Waits until instances are known, at most so long. */
  void await(Duration atMost);

  /** What is wrong with their source now. */
  Optional<String> problem();

  /** Whether the source is to be asked; then whoever asked calls {@link #askAgain}. */
  boolean isDue();

  /** Asks the source; waits for it. */
  void askAgain();

  void close();

  /** Instances that are written down and do not change. */
  static Population fixed(Instance[] instances) {
    return new Population() {
      @Override
      public Instance[] known() {
        return instances;
      }

      @Override
      public void await(Duration atMost) {}

      @Override
      public Optional<String> problem() {
        return Optional.empty();
      }

      @Override
      public boolean isDue() {
        return false;
      }

      @Override
      public void askAgain() {}

      @Override
      public void close() {}
    };
  }
}
