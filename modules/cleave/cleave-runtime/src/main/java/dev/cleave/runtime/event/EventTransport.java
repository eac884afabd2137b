package dev.cleave.runtime.event;

import java.util.List;

/**
 * Carries deliveries to the process in which they are handled. An implementation returns only when
 * the subscriber's inbox holds them all, not when somebody has promised to hand them on.
 */
interface EventTransport {
  /**
   * Delivers all or none, in order.
   *
   * @param attempt is asked for leave before anything becomes final, since the caller may have
   *     given up waiting
   * @throws UndeliverableEvent if no repetition would help
   * @throws DatabaseAway if it is not the listener that failed
   * @throws Exception what the listener threw
   */
  void deliver(List<Delivery> deliveries, Attempt attempt) throws Exception;
}
