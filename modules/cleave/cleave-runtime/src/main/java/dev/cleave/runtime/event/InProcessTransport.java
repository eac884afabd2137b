package dev.cleave.runtime.event;

import dev.cleave.CallContext;
import dev.cleave.event.EventContext;
import dev.cleave.runtime.Sabotage;
import dev.cleave.runtime.call.Transactions;
import dev.cleave.runtime.event.ReceivedEvents.Received;
import jakarta.enterprise.context.control.RequestContextController;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Calls a listener that lives in this process: one transaction in the subscriber's database for all
 * the deliveries of a group and for their rows in its inbox.
 */
final class InProcessTransport implements EventTransport {
  private final Listener listener;
  private final int generation;
  private final ReceivedEvents inbox;
  private final Transactions transactions;
  private final Supplier<Optional<RequestContextController>> requests;
  private final int timeoutSeconds;
  private final FaultPoints faults;
  private final Watchdog watchdog;

  InProcessTransport(
      Listener listener,
      int generation,
      ReceivedEvents inbox,
      EventSettings settings,
      Watchdog watchdog) {
    this.watchdog = watchdog;
    this.listener = listener;
    this.generation = generation;
    this.inbox = inbox;
    this.transactions = settings.transactions();
    this.requests = settings.requests();
    this.timeoutSeconds = (int) settings.timeout().toSeconds() + 5;
    this.faults = settings.faults();
  }

  @Override
  public void deliver(List<Delivery> deliveries, Duration limit, Runnable whenGivenUp)
      throws Exception {
    watchdog.watch(limit, inbox, whenGivenUp, attempt -> attempt(deliveries, attempt));
  }

  private void attempt(List<Delivery> deliveries, Attempt attempt) throws Exception {
    Object[] events = new Object[deliveries.size()];
    for (int i = 0; i < events.length; i++) {
      events[i] = read(deliveries.get(i));
    }
    transactions.setTimeout(timeoutSeconds);
    transactions.inOwn(
        () -> {
          receiveAndHandle(deliveries, events, attempt);
          return null;
        });
    faults.at("committed");
  }

  private void receiveAndHandle(List<Delivery> deliveries, Object[] events, Attempt attempt)
      throws Exception {
    Received received = receive(deliveries, attempt);
    faults.at("received");
    if (!received.fresh().isEmpty()) {
      handle(deliveries, events, received);
    }
    faults.at("handled");
    if (!attempt.mayCommit()) {
      throw new Watchdog.GivenUp();
    }
  }

  private Object read(Delivery delivery) throws UndeliverableEvent {
    delivery.requireEvent();
    if (!delivery.type().equals(listener.type().name())) {
      throw new UndeliverableEvent(
          "%s listens to %s here; this is a %s, which it does not know."
              .formatted(listener.subscription(), listener.type(), delivery.type()));
    }
    return listener.type().read(delivery.payload());
  }

  private Received receive(List<Delivery> deliveries, Attempt attempt) throws Exception {
    List<UUID> ids = deliveries.stream().map(Delivery::eventId).toList();
    if (Sabotage.SKIP_INBOX.isOn()) {
      return new Received(new java.util.HashSet<>(ids), Optional.empty());
    }
    try {
      Received received = inbox.receive(listener, generation, ids);
      received.session().ifPresent(attempt::uses);
      return received;
    } catch (Exception e) {
      throw attempt.isGivenUp() ? e : new DatabaseAway(e);
    }
  }

  private void handle(List<Delivery> deliveries, Object[] events, Received received)
      throws Exception {
    Optional<RequestContextController> request = requests.get();
    boolean isActivated = request.isPresent() && request.get().activate();
    try {
      for (int i = 0; i < events.length; i++) {
        Delivery delivery = deliveries.get(i);
        if (received.fresh().contains(delivery.eventId())) {
          handle(delivery, events[i]);
        }
      }
    } finally {
      if (isActivated) {
        request.get().deactivate();
      }
    }
  }

  private void handle(Delivery delivery, Object event) throws Exception {
    EventContext context =
        new EventContext(
            delivery.eventId(),
            delivery.type(),
            delivery.key(),
            delivery.publishedAt(),
            delivery.attempts() + 1,
            generation,
            delivery.traceparent());
    if (delivery.traceparent().isEmpty()) {
      listener.handle(event, context);
      return;
    }
    CallContext.none()
        .withTraceparent(delivery.traceparent().get())
        .call(
            () -> {
              listener.handle(event, context);
              return null;
            });
  }
}
