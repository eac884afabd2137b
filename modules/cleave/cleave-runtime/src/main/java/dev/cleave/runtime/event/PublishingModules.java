package dev.cleave.runtime.event;

import java.util.List;

/** Where the events of a transaction go. */
interface PublishingModules {
  /**
   * Writes events of a module in the transaction that is open.
   *
   * @throws IllegalStateException if they cannot be written; the transaction must roll back
   */
  void write(String module, List<PublishedEvent> events);

  /** Tells that events were committed, so that they are delivered without delay. */
  void committed(String module, List<PublishedEvent> events);
}
