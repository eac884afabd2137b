package dev.cleave.runtime.message;

import java.util.Optional;

/**
 * A client of a message broker. It connects by itself, again and again while the broker is away.
 * Thread-safe.
 */
public interface Messaging extends AutoCloseable {
  /**
   * Sends a request and waits for its answer. While the broker is away it waits a little, and what
   * was under way when the broker was lost is sent once more: whoever handles requests may get one
   * of them twice.
   *
   * @param deadlineNanos a {@link System#nanoTime()} value, after which the request expires
   * @param isDurable whether it survives the broker's end
   * @throws NotSent if no broker took it
   * @throws Unanswered if it may have been handled
   */
  Message request(String queue, Message request, long deadlineNanos, boolean isDurable)
      throws NotSent, Unanswered;

  /**
   * Sends a durable message; returns when the broker has it on disk.
   *
   * @throws NotSent if that is not sure
   */
  void send(Destination destination, Message message) throws NotSent;

  /**
   * Takes messages from a queue, from now on and whenever the broker is there.
   *
   * @param parallel how many are handled at once
   */
  Consumption consume(String queue, int parallel, Handler handler);

  /** Why the broker cannot be used now; empty while it can. */
  Optional<Outage> outage();

  @Override
  void close();

  /** Where a message goes: to one of those who take from a queue, or to all who listen. */
  record Destination(String name, boolean isTopic) {}

  /** A broker that is away; told in status and health. */
  record Outage(String broker, java.time.Instant since, String reason) {}

  /** Handles messages; called by many threads at once. */
  @FunctionalInterface
  interface Handler {
    /**
     * Handles a message, which is acknowledged when this returns: until then it is not lost. A
     * {@link RuntimeException} has it delivered again, a few times.
     *
     * @return the answer; ignored if nobody asked for one
     * @throws Unprocessable to have it dead-lettered
     */
    Message handle(Received received) throws Unprocessable;
  }

  /** Messages being taken from a queue. */
  interface Consumption extends AutoCloseable {
    /** Takes no more and returns when what was taken is handled. */
    @Override
    void close();
  }

  /** No broker has the message. */
  final class NotSent extends Exception {
    private static final long serialVersionUID = 1L;

    public NotSent(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The broker had the request, and no answer came in time. */
  final class Unanswered extends Exception {
    private static final long serialVersionUID = 1L;

    public Unanswered(String message) {
      super(message);
    }
  }

  /** A message that no repetition would help; its cause goes with it to the dead letters. */
  final class Unprocessable extends Exception {
    private static final long serialVersionUID = 1L;

    public Unprocessable(String cause) {
      super(cause, null, false, false);
    }
  }
}
