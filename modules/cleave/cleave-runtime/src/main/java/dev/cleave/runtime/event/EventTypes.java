package dev.cleave.runtime.event;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The events that are known here, by their names and by their present classes. */
final class EventTypes {
  private final Map<String, EventType> byName = new TreeMap<>();
  private final Map<Class<?>, EventType> byClass = new HashMap<>();

  /**
   * Adds an event.
   *
   * @throws IllegalArgumentException if another class has its name
   */
  void add(EventType type) {
    EventType other = byName.putIfAbsent(type.name(), type);
    if (other != null) {
      throw new IllegalArgumentException(
          "%s and %s are both the event %s: give one of them another name."
              .formatted(other.javaType().getName(), type.javaType().getName(), type.name()));
    }
    byClass.put(type.javaType(), type);
  }

  Optional<EventType> of(Class<?> javaType) {
    return Optional.ofNullable(byClass.get(javaType));
  }

  Optional<EventType> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  Collection<EventType> all() {
    return byName.values();
  }
}
