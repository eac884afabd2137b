package dev.cleave.runtime.event;

import dev.cleave.runtime.event.ListenerRoutes.Way;
import dev.cleave.runtime.message.Broker;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds how the deliveries of a subscription travel from this process. */
final class Transports {
  private final ListenerRoutes routes;
  private final Broker broker;

  Transports(ListenerRoutes routes, Broker broker) {
    this.routes = routes;
    this.broker = broker;
  }

  /** To a listener that is deployed here, and may be routed elsewhere. */
  EventTransport to(Listener listener, Subscription subscription, Supplier<EventTransport> here) {
    EventTransport local = here.get();
    EventTransport remote = new RemoteTransport(subscription, broker);
    return new SwitchedTransport(() -> routes.of(listener.module()) == Way.JMS ? remote : local);
  }

  /** To a listener that is not known here; empty if others have to deliver to it. */
  Optional<EventTransport> elsewhere(Subscription subscription) {
    String module = subscription.name().substring(0, subscription.name().indexOf('.'));
    return routes.of(module) == Way.JMS
        ? Optional.of(new RemoteTransport(subscription, broker))
        : Optional.empty();
  }

  EventTransport out(Export export) {
    return new ExportTransport(export, broker);
  }

  /** Whether anything can be delivered that has no listener here. */
  boolean mayReachOthers() {
    return broker.isConfigured();
  }
}
