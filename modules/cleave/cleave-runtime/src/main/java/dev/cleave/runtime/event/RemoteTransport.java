package dev.cleave.runtime.event;

import dev.cleave.runtime.message.Broker;
import dev.cleave.runtime.message.Message;
import dev.cleave.runtime.message.Messaging.NotSent;
import dev.cleave.runtime.message.Messaging.Unanswered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Sends deliveries to the queue of their subscription and waits until the process that took them
 * says that its inbox holds them. One that dies in between, or a broker that is lost, costs time
 * only: what is not confirmed is sent again, and the inbox knows what it has.
 */
final class RemoteTransport implements EventTransport {
  /** On top of what the listener may take. */
  private static final Duration JOURNEY = Duration.ofSeconds(5);

  private static final int PART = 400_000;
  private static final int LONGEST = 2_000_000;

  private final String subscription;
  private final int generation;
  private final Broker broker;

  RemoteTransport(Subscription subscription, Broker broker) {
    this.subscription = subscription.name();
    this.generation = subscription.generation();
    this.broker = broker;
  }

  @Override
  public void deliver(List<Delivery> deliveries, Duration limit, Runnable whenGivenUp)
      throws Exception {
    for (Delivery delivery : deliveries) {
      delivery.requireEvent();
    }
    for (List<Delivery> part : parts(deliveries)) {
      send(part, limit);
    }
  }

  /**
   * By size: a message must not be larger than what a broker takes in one piece. If a later part
   * fails, the inbox knows the earlier ones when all come again.
   */
  private static List<List<Delivery>> parts(List<Delivery> deliveries) throws UndeliverableEvent {
    List<List<Delivery>> parts = new ArrayList<>();
    List<Delivery> part = new ArrayList<>();
    int length = 0;
    for (Delivery delivery : deliveries) {
      int own = delivery.payload().length();
      if (own > LONGEST) {
        throw new UndeliverableEvent(
            "The event has %d characters; the most that is sent to another process is %d."
                .formatted(own, LONGEST));
      }
      if (!part.isEmpty() && length + own > PART) {
        parts.add(part);
        part = new ArrayList<>();
        length = 0;
      }
      part.add(delivery);
      length += own;
    }
    parts.add(part);
    return parts;
  }

  private void send(List<Delivery> deliveries, Duration limit) throws Exception {
    Message message = new EventBatch(generation, limit, deliveries).write();
    long deadline = System.nanoTime() + limit.plus(JOURNEY).toNanos();
    try {
      Outcome.read(
              broker.messaging().request(EventBatch.queue(subscription), message, deadline, true))
          .orThrow();
    } catch (NotSent | IllegalArgumentException e) {
      throw new SubscriberAway(e.getMessage(), e);
    } catch (Unanswered e) {
      throw new SubscriberAway(
          "no process confirmed what was sent to " + EventBatch.queue(subscription), e);
    }
  }

  /** What became of a batch, as the answer to it. */
  record Outcome(Kind kind, String cause) {
    private static final String PROPERTY = "cleave_outcome";

    enum Kind {
      DONE,
      UNDELIVERABLE,
      FAILED,
      OUTAGE,
      AWAY
    }

    static final Outcome DONE = new Outcome(Kind.DONE, "");

    Message write() {
      return Message.of(Map.of(PROPERTY, kind.name()), cause);
    }

    static Outcome read(Message answer) throws SubscriberAway {
      try {
        return new Outcome(Kind.valueOf(answer.text(PROPERTY).orElse("")), answer.body());
      } catch (IllegalArgumentException e) {
        throw new SubscriberAway("the answer of the subscriber cannot be read", e);
      }
    }

    void orThrow() throws Exception {
      switch (kind) {
        case DONE -> {}
        case UNDELIVERABLE -> throw new UndeliverableEvent(cause);
        case FAILED -> throw new ListenerFailed(cause, false);
        case OUTAGE -> throw new ListenerFailed(cause, true);
        case AWAY -> throw new SubscriberAway(cause, null);
      }
    }
  }
}
