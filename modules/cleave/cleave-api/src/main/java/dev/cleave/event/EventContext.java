package dev.cleave.event;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What is known of the delivery that the running {@link EventListener} handles. Bound to its
 * thread; immutable.
 *
 * @param eventId the event's own id, the same in every delivery and for every listener
 * @param type the name of the event, such as {@code ordering.order-placed.v1}
 * @param key what orders it, as text
 * @param publishedAt when it was published, by the publisher's database clock, in microseconds
 * @param attempt 1 for the first attempt to deliver it
 * @param generation of the read model that the delivery is for; 1 for other listeners
 * @param traceparent the W3C trace of the publisher, if it was traced
 */
public record EventContext(
    UUID eventId,
    String type,
    String key,
    Instant publishedAt,
    int attempt,
    int generation,
    Optional<String> traceparent) {
  private static final ThreadLocal<EventContext> CURRENT = new ThreadLocal<>();

  /** Work that is done under a context. */
  @FunctionalInterface
  public interface Task<X extends Exception> {
    void run() throws X;
  }

  /**
   * The delivery that the calling thread handles.
   *
   * @throws IllegalStateException if it handles none
   */
  public static EventContext current() {
    EventContext context = CURRENT.get();
    if (context == null) {
      throw new IllegalStateException("No event is being delivered on this thread.");
    }
    return context;
  }

  /** Runs the work with this context bound to the thread; for the runtime and for tests. */
  public <X extends Exception> void run(Task<X> work) throws X {
    EventContext before = CURRENT.get();
    CURRENT.set(this);
    try {
      work.run();
    } finally {
      if (before == null) {
        CURRENT.remove();
      } else {
        CURRENT.set(before);
      }
    }
  }
}
