package dev.cleave.runtime.event;

import java.time.Duration;
import java.util.List;

/**
 * Carries deliveries to the process in which they are handled. An implementation returns only when
 * the subscriber's inbox holds them all, not when somebody has promised to hand them on.
 */
interface EventTransport {
  /**
   * Delivers all or none, in order.
   *
   * @param limit how long the listener may take
   * @param whenGivenUp runs, perhaps on another thread, if it takes longer; this then throws {@link
   *     Watchdog.GivenUp}, perhaps much later
   * @throws UndeliverableEvent if no repetition would help
   * @throws DatabaseAway if it is not the listener that failed
   * @throws SubscriberAway if it could not be asked
   * @throws Exception what the listener threw
   */
  void deliver(List<Delivery> deliveries, Duration limit, Runnable whenGivenUp) throws Exception;
}
