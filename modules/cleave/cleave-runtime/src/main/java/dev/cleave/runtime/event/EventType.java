package dev.cleave.runtime.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.cleave.event.EventKey;
import dev.cleave.event.IntegrationEvent;
import dev.cleave.runtime.json.ContractJson;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.stream.Stream;

/** One kind of event: its name, the record that is its class at present, and its JSON. */
final class EventType {
  private static final int MAX_KEY_LENGTH = 200;

  private final EventName name;
  private final Class<?> javaType;
  private final List<Method> keyPath;
  private final ObjectWriter writer;
  private final ObjectReader reader;

  private EventType(EventName name, Class<?> javaType, List<Method> keyPath) {
    this.name = name;
    this.javaType = javaType;
    this.keyPath = keyPath;
    this.writer = ContractJson.instance().writerFor(javaType);
    this.reader = ContractJson.instance().readerFor(javaType);
  }

  /**
   * Reads the annotations of an event's record.
   *
   * @throws IllegalArgumentException saying what is wrong with them
   */
  static EventType of(Class<?> type) {
    EventName name = EventName.of(type, type.getAnnotation(IntegrationEvent.class).value());
    if (!type.isRecord()) {
      throw new IllegalArgumentException(
          "%s is an @IntegrationEvent but no record: make it one.".formatted(type.getName()));
    }
    List<RecordComponent> keys =
        Stream.of(type.getRecordComponents())
            .filter(component -> component.isAnnotationPresent(EventKey.class))
            .toList();
    if (keys.size() != 1) {
      throw new IllegalArgumentException(
          "%s has %s @EventKey: annotate the one component that tells what the event is about."
              .formatted(type.getName(), keys.isEmpty() ? "no" : Integer.toString(keys.size())));
    }
    return new EventType(name, type, keyPath(keys.get(0)));
  }

  /** The accessors to call one after the other; ids are records around their bare value. */
  private static List<Method> keyPath(RecordComponent key) {
    Method accessor = key.getAccessor();
    accessor.setAccessible(true);
    if (!ContractJson.isBare(key.getType())) {
      return List.of(accessor);
    }
    Method value = key.getType().getRecordComponents()[0].getAccessor();
    value.setAccessible(true);
    return List.of(accessor, value);
  }

  String name() {
    return name.text();
  }

  /** The module that publishes it. */
  String module() {
    return name.module();
  }

  Class<?> javaType() {
    return javaType;
  }

  /**
   * What orders the event, as text.
   *
   * @throws IllegalArgumentException if it is absent or too long
   */
  String keyOf(Object event) {
    Object key = event;
    for (Method accessor : keyPath) {
      key = key == null ? null : call(accessor, key);
    }
    if (key == null) {
      throw new IllegalArgumentException(
          "The @EventKey of a %s is null: an event is about something.".formatted(name()));
    }
    String text = key.toString();
    if (text.length() > MAX_KEY_LENGTH) {
      throw new IllegalArgumentException(
          "The @EventKey of a %s has %d characters: at most %d are kept."
              .formatted(name(), text.length(), MAX_KEY_LENGTH));
    }
    return text;
  }

  private static Object call(Method accessor, Object target) {
    try {
      return accessor.invoke(target);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("The accessor %s failed".formatted(accessor), e);
    }
  }

  String write(Object event) {
    try {
      return writer.writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "A %s cannot be written as JSON: %s".formatted(name(), e.getOriginalMessage()), e);
    }
  }

  /**
   * Reads an event that was published under this name, by whatever class.
   *
   * @throws UndeliverableEvent if it is not what the listeners expect
   */
  Object read(String json) throws UndeliverableEvent {
    Object event;
    try {
      event = reader.readValue(json);
    } catch (JsonProcessingException e) {
      throw new UndeliverableEvent(
          "The payload cannot be read as %s (%s): %s"
              .formatted(name(), javaType.getName(), e.getOriginalMessage()));
    }
    if (event == null) {
      throw new UndeliverableEvent("The payload of the %s is null.".formatted(name()));
    }
    return event;
  }

  /**
   * Reads what somebody outside says is such an event: nothing may be missing.
   *
   * @throws UndeliverableEvent saying what is wrong
   */
  Object readStrictly(String json) throws UndeliverableEvent {
    Object event = read(json);
    for (RecordComponent component : javaType.getRecordComponents()) {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true);
      if (call(accessor, event) == null) {
        throw new UndeliverableEvent(
            "The payload of the %s has no %s.".formatted(name(), component.getName()));
      }
    }
    return event;
  }

  @Override
  public String toString() {
    return name();
  }
}
