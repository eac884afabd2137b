package dev.cleave.runtime.instance;

import dev.cleave.CallContext;

/** Chooses among instances that are all well. Thread-safe. */
interface Balancer {
  /**
   * The instance for the next call.
   *
   * @param instances at least one; not to be changed
   */
  Instance choose(Instance[] instances, CallContext context);
}
