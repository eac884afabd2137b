package dev.cleave.shop.ordering.application;

import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** The events that were fired, in order. */
final class Announced {
  final List<Object> events = new ArrayList<>();

  OrderAnnouncements announcements() {
    return new OrderAnnouncements(event(), event(), event(), event());
  }

  List<String> names() {
    return events.stream().map(event -> event.getClass().getSimpleName()).toList();
  }

  @SuppressWarnings("unchecked")
  private <T> Event<T> event() {
    return (Event<T>)
        Proxy.newProxyInstance(
            Event.class.getClassLoader(),
            new Class<?>[] {Event.class},
            (proxy, method, arguments) -> events.add(arguments[0]) ? null : null);
  }
}
