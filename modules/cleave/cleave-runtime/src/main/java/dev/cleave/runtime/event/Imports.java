package dev.cleave.runtime.event;

import dev.cleave.runtime.config.CleaveConfig;
import dev.cleave.runtime.config.ConfigKey;
import dev.cleave.runtime.message.Broker;
import dev.cleave.runtime.message.Messaging.Consumption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** The queues of the world outside whose messages become events of modules that are served here. */
final class Imports {
  /** Messages of one queue may be about the same thing: one after the other. */
  private static final int ONE_BY_ONE = 1;

  private final CleaveConfig config;
  private final EventTypes types;
  private final Broker broker;
  private final Predicate<String> isServedHere;
  private final Exports exports;
  private final BiFunction<String, EventType, Import> imports;
  private final Map<String, Consumption> consumed = new TreeMap<>();
  private final Map<String, String> typesOf = new HashMap<>();
  private volatile String failure;
  private boolean isStopped;

  Imports(
      CleaveConfig config,
      EventTypes types,
      Broker broker,
      Predicate<String> isServedHere,
      Exports exports,
      BiFunction<String, EventType, Import> imports) {
    this.config = config;
    this.types = types;
    this.broker = broker;
    this.isServedHere = isServedHere;
    this.exports = exports;
    this.imports = imports;
  }

  /** Brings the consumers to what the configuration wishes; called again and again. */
  synchronized void refresh() {
    try {
      adjust();
      failure = null;
    } catch (IllegalArgumentException e) {
      failure = ConfigKey.IMPORT.key() + "*: " + e.getMessage();
    }
  }

  private void adjust() {
    Map<String, String> wished = isStopped ? Map.of() : wished();
    for (String queue : List.copyOf(consumed.keySet())) {
      if (!typesOf.get(queue).equals(wished.get(queue))) {
        consumed.remove(queue).close();
      }
    }
    wished.forEach(
        (queue, name) -> {
          if (!consumed.containsKey(queue)) {
            typesOf.put(queue, name);
            consumed.put(
                queue,
                broker
                    .messaging()
                    .consume(
                        queue, ONE_BY_ONE, imports.apply(queue, types.named(name).orElseThrow())));
          }
        });
  }

  private Map<String, String> wished() {
    Map<String, String> wished = new TreeMap<>();
    if (config.jms().hasBroker()) {
      config
          .all(ConfigKey.IMPORT)
          .forEach(
              (queue, name) -> {
                Optional<EventType> type = types.named(name);
                if (type.isPresent()
                    && isServedHere.test(type.get().module())
                    && refusal(queue, name).isEmpty()) {
                  wished.put(queue, name);
                }
              });
    }
    return wished;
  }

  private Optional<String> refusal(String queue, String name) {
    String key = ConfigKey.IMPORT.key() + queue;
    if (Exports.isReserved(queue)) {
      return Optional.of(key + ": the queues of the system itself cannot be imported.");
    }
    return exports.isSent(name, queue)
        ? Optional.of(
            "%s: %s is also sent to that queue, so that each event would come back as another: use two queues."
                .formatted(key, name))
        : Optional.empty();
  }

  /** What is wrong with the configuration. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    Optional.ofNullable(failure).ifPresent(problems::add);
    config
        .all(ConfigKey.IMPORT)
        .forEach(
            (queue, name) -> {
              refusal(queue, name).ifPresent(problems::add);
              if (types.named(name).isEmpty()) {
                problems.add(Exports.unknown(ConfigKey.IMPORT.key() + queue, name, types));
              }
            });
    return problems;
  }

  synchronized void stop() {
    isStopped = true;
    consumed.values().forEach(Consumption::close);
    consumed.clear();
  }

  synchronized boolean isStopped() {
    return isStopped;
  }
}
