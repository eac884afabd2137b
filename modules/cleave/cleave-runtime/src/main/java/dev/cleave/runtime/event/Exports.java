package dev.cleave.runtime.event;

import dev.cleave.runtime.config.CleaveConfig;
import dev.cleave.runtime.config.ConfigKey;
import dev.cleave.runtime.config.Nearest;
import dev.cleave.runtime.message.Messaging.Destination;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The events that go to the world outside, as they are configured at the moment. */
final class Exports {
  private static final String NONE = "none";

  private final CleaveConfig config;
  private final EventTypes types;

  Exports(CleaveConfig config, EventTypes types) {
    this.config = config;
    this.types = types;
  }

  /** One line of the configuration. */
  private record Line(Destination destination, String key, String value) {}

  private List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    for (ConfigKey key : List.of(ConfigKey.EXPORT_QUEUE, ConfigKey.EXPORT_TOPIC)) {
      for (Map.Entry<String, String> entry : config.all(key).entrySet()) {
        Destination destination = new Destination(entry.getKey(), key == ConfigKey.EXPORT_TOPIC);
        lines.add(new Line(destination, key.key() + entry.getKey(), entry.getValue()));
      }
    }
    return lines;
  }

  /** What is sent of one module's events; nothing while there is no broker. */
  List<Export> of(String module) {
    List<Export> wished = new ArrayList<>();
    if (!config.jms().hasBroker()) {
      return wished;
    }
    for (Line line : lines()) {
      if (isReserved(line.destination().name())) {
        continue;
      }
      for (String name : names(line)) {
        types
            .named(name)
            .filter(type -> type.module().equals(module))
            .ifPresent(type -> wished.add(Export.of(type, line.destination())));
      }
    }
    return wished;
  }

  private static List<String> names(Line line) {
    return line.value().equals(NONE) ? List.of() : List.of(line.value().trim().split("\\s*,\\s*"));
  }

  /** Whether an operator has ended what a subscription sends. */
  boolean hasEnded(Subscription subscription) {
    return subscription.name().startsWith(Export.PREFIX)
        && lines().stream()
            .filter(line -> line.value().equals(NONE))
            .map(line -> Export.subscription(subscription.eventType(), line.destination()))
            .anyMatch(subscription.name()::equals);
  }

  /** Whether a destination is the system's own. */
  static boolean isReserved(String destination) {
    return destination.startsWith("cleave.");
  }

  /** Whether events of this name are sent to the queue. */
  boolean isSent(String event, String queue) {
    return lines().stream()
        .filter(line -> line.destination().equals(new Destination(queue, false)))
        .anyMatch(line -> names(line).contains(event));
  }

  /** What is wrong with the configuration. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    for (Line line : lines()) {
      if (isReserved(line.destination().name())) {
        problems.add(
            "%s: names that begin with \"cleave.\" are the system's own: choose another."
                .formatted(line.key()));
      }
      for (String name : names(line)) {
        if (types.named(name).isEmpty()) {
          problems.add(unknown(line.key(), name, types));
        }
      }
    }
    return problems;
  }

  static String unknown(String key, String name, EventTypes types) {
    List<String> known = types.all().stream().map(EventType::name).toList();
    return "%s names the unknown event \"%s\"%s."
        .formatted(
            key,
            name,
            Nearest.to(name, known)
                .map(nearest -> " (did you mean \"%s\"?)".formatted(nearest))
                .orElse(""));
  }
}
