package dev.cleave.runtime.config;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every key the toolkit reads. A name that ends with a dot is a prefix: a module's name follows,
 * and perhaps a suffix.
 */
public enum ConfigKey {
  PROCESS("cleave.process", "cleave", "text", "The name of this process in status and logs."),
  CONFIG_FILE(
      "cleave.config.file",
      "",
      "path",
      "A properties file that is read again when it changes; it wins over server.xml. Replace it by"
          + " rename."),
  ROUTE(
      "cleave.route.",
      "local where the module's service is deployed, else rest",
      "local | rest",
      "How calls to the module travel from this process; takes effect while running."),
  ENDPOINT(
      "cleave.endpoint.",
      "",
      "URL",
      "Where a binding reaches the module, cleave.endpoint.<module>.rest: the internal port of a"
          + " process that has it."),
  TIMEOUT(
      "cleave.timeout",
      "30s",
      "duration (500ms, 2s, 1m)",
      "The deadline of a call that has none yet; a caller from outside can only shorten it."),
  COMMAND_IN_TRANSACTION(
      "cleave.command-in-transaction",
      "refuse",
      "refuse | warn",
      "What happens when a command of another module is called while a transaction is open."),
  INTERNAL_PORT("cleave.internal.port", "", "port", "The port on which processes call each other."),
  INTERNAL_SECRET(
      "cleave.internal.secret", "", "text", "What processes show each other on the internal port."),
  OPERATOR_KEY(
      "cleave.operator.key",
      "",
      "text",
      "The bearer token of operators; without one nobody is an operator."),
  DATA_SOURCE(
      "cleave.data-source.",
      "jdbc/<module>",
      "JNDI name",
      "The data source of the module's schema, for its inbox."),
  INBOX_RETENTION(
      "cleave.inbox.retention",
      "30d",
      "duration (12h, 30d)",
      "How long the result of a command is kept for repeats under its key, and the note that an event"
          + " was handled: longer than any redelivery takes."),
  EVENTS_TIMEOUT(
      "cleave.events.timeout",
      "30s",
      "duration (500ms, 30s)",
      "How long a listener may take for one event before the attempt counts as failed."),
  EVENTS_ATTEMPTS(
      "cleave.events.attempts",
      "8",
      "number from 1",
      "How often an event is given to a listener before it becomes a dead letter."),
  EVENTS_RETRY_DELAY(
      "cleave.events.retry-delay",
      "1s",
      "duration (500ms, 1s)",
      "The bound of the random wait after the first failed attempt; it doubles with each."),
  EVENTS_RETRY_MAX_DELAY(
      "cleave.events.retry-max-delay",
      "5m",
      "duration (1m, 5m)",
      "The bound beyond which that wait does not grow."),
  EVENTS_POLL(
      "cleave.events.poll",
      "500ms",
      "duration (100ms, 1s)",
      "How often events that other processes published are looked for."),
  EVENTS_LEASE(
      "cleave.events.lease",
      "8s",
      "duration (3s, 30s)",
      "How long others wait for a process that is silent before they deliver in its place."),
  EVENTS_PARALLEL(
      "cleave.events.parallel",
      "4",
      "number from 1 to 8",
      "How many threads may call one listener at once, for different keys."),
  EVENTS_LOG_RETENTION(
      "cleave.events.log-retention",
      "0",
      "duration (30d, 365d) or 0",
      "How long published events are kept; 0 keeps them for good, so that read models can be built"
          + " anew from all of them."),
  MAX_BODY_SIZE(
      "cleave.max-body-size", "1048576", "bytes", "Longer request bodies are refused with 413.");

  private final String key;
  private final String defaultValue;
  private final String type;
  private final String description;

  ConfigKey(String key, String defaultValue, String type, String description) {
    this.key = key;
    this.defaultValue = defaultValue;
    this.type = type;
    this.description = description;
  }

  public String key() {
    return key;
  }

  public String key(String module) {
    return this == ENDPOINT ? key + module + ".rest" : key + module;
  }

  public String defaultValue() {
    return defaultValue;
  }

  public String type() {
    return type;
  }

  public String description() {
    return description;
  }

  private boolean isPrefix() {
    return key.endsWith(".");
  }

  /** The name under which the key stands in messages and tables. */
  public String displayName() {
    return this == ENDPOINT ? key + "<module>.rest" : isPrefix() ? key + "<module>" : key;
  }

  private boolean accepts(String name) {
    return isPrefix() ? name.startsWith(key) && name.length() > key.length() : name.equals(key);
  }

  /** Whether the toolkit reads a key of this name. */
  public static boolean isKnown(String name) {
    return Stream.of(values()).anyMatch(key -> key.accepts(name));
  }

  /** The known key that is most like the given name, by edit distance. */
  public static String nearest(String name) {
    return Nearest.to(name, Arrays.stream(values()).map(ConfigKey::displayName).toList())
        .orElseThrow();
  }

  /** A message for an unknown name, or empty for a known one. */
  public static Optional<String> complaint(String name) {
    return isKnown(name)
        ? Optional.empty()
        : Optional.of(
            "Unknown configuration key \"%s\": did you mean \"%s\"?"
                .formatted(name, nearest(name)));
  }
}
