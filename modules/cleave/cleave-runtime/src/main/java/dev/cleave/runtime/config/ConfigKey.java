package dev.cleave.runtime.config;

import java.util.Comparator;
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
      "local | rest | jms | grpc; several with shares: local:90, rest:10; compared: local, shadow rest",
      "How calls to the module travel from this process; takes effect while running."),
  HOLD(
      "cleave.hold.",
      "",
      "instant (2026-05-06T12:00:00Z)",
      "Until when new calls to the module wait in this process, while the module changes hands."),
  LISTENERS(
      "cleave.listeners.",
      "local where the module's service is deployed, else others deliver",
      "local | jms",
      "How events reach the listeners of the module from this process; takes effect while running."),
  SERVE(
      "cleave.serve.",
      "",
      "jms",
      "Whether this process takes requests and events for the module from the broker; takes effect"
          + " while running."),
  ENDPOINT(
      "cleave.endpoint.",
      "",
      "URL; several, separated by commas; or an engine (etcd://localhost:2379)",
      "Where a binding reaches the module, cleave.endpoint.<module>.rest: the internal port of a"
          + " process that has it; or cleave.endpoint.<module>.grpc: its gRPC port. Another one for the"
          + " route rest.<variant> or grpc.<variant> under that name."),
  BALANCER(
      "cleave.balancer.",
      "round-robin",
      "round-robin | random | least-requests | ip-hash | weighted-round-robin",
      "Which of several instances of the module a call goes to; takes effect while running."),
  DISCOVERY_HOSTS(
      "cleave.discovery.hosts",
      "localhost, 127.*, ::1",
      "host names and addresses, separated by commas; 10.1.* or *.shop.internal for many",
      "The hosts that an engine may name: only these are called, and shown the internal secret."),
  DISCOVERY_POLL(
      "cleave.discovery.poll",
      "2s",
      "duration (500ms, 2s)",
      "How often an engine is asked for the instances of a module."),
  DISCOVERY_REGISTER(
      "cleave.discovery.register",
      "",
      "engines, separated by blanks",
      "Where this process registers the modules it serves, such as etcd://localhost:2379."),
  DISCOVERY_ADDRESS(
      "cleave.discovery.address",
      "localhost",
      "host name or address",
      "Under what others reach this process; registered with its ports."),
  DISCOVERY_WEIGHT(
      "cleave.discovery.weight",
      "1",
      "number from 1 to 1000",
      "The share of calls that this process asks for, where a balancer goes by weights."),
  STANDBY(
      "cleave.standby.",
      "false",
      "true | false",
      "Whether this process only stands by for the module: it refuses its calls, takes no messages for"
          + " it, delivers none of its events and carries on none of its sagas; takes effect while"
          + " running."),
  EPOCH(
      "cleave.epoch",
      "0",
      "number",
      "Which edition of the wishes this is; a process that was told to follow them at once answers with"
          + " it."),
  TIMEOUT(
      "cleave.timeout",
      "30s",
      "duration (500ms, 2s, 1m)",
      "The deadline of a call that has none yet; a caller from outside can only shorten it."),
  RATE_LIMIT(
      "cleave.rate-limit",
      "none",
      "calls/time (100/s, 6000/m) | none",
      "What each caller may ask of this process through its public port; takes effect while"
          + " running."),
  RATE_LIMIT_OF_MODULE(
      "cleave.rate-limit.",
      "",
      "calls/time (100/s, 6000/m) | none",
      "The same for calls of one module, in its place; takes effect while running."),
  CONCURRENCY_LIMIT(
      "cleave.concurrency-limit",
      "none",
      "auto | number | none",
      "How many calls may be under way in this process at once before more are refused; auto finds it"
          + " out; takes effect while running."),
  COMMAND_IN_TRANSACTION(
      "cleave.command-in-transaction",
      "refuse",
      "refuse | warn",
      "What happens when a command of another module is called while a transaction is open."),
  RECORD(
      "cleave.record",
      "false",
      "true | false",
      "Whether this process records who calls which contract, for GET /cleave/record and ./cleave"
          + " report; takes effect while running. Recorded calls are slower."),
  INTERNAL_PORT("cleave.internal.port", "", "port", "The port on which processes call each other."),
  INTERNAL_SECRET(
      "cleave.internal.secret", "", "text", "What processes show each other on the internal port."),
  GRPC_PORT(
      "cleave.grpc.port",
      "",
      "port",
      "The port on which contracts are served over gRPC; without it there is no such server."),
  GRPC_HOST(
      "cleave.grpc.host",
      "localhost",
      "host name or address",
      "Where that port is open: localhost for this machine only, 0.0.0.0 for all."),
  OPERATOR_KEY(
      "cleave.operator.key",
      "",
      "text",
      "The bearer token of operators; without one nobody is an operator."),
  DATA_SOURCE(
      "cleave.data-source.",
      "jdbc/<module>",
      "JNDI name",
      "The data source of the module's schema, for its inbox and its sagas."),
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
      "How many threads may call one listener at once, for different keys, if it takes more than 10 ms"
          + " for an event; a quick one is given many events in one transaction."),
  EVENTS_LOG_RETENTION(
      "cleave.events.log-retention",
      "0",
      "duration (30d, 365d) or 0",
      "How long published events are kept; 0 keeps them for good, so that read models can be built"
          + " anew from all of them."),
  SAGAS_AT_ONCE(
      "cleave.sagas.at-once",
      "16",
      "number",
      "How many sagas of a module this process carries on at the same time; 0 leaves them to other"
          + " processes."),
  SAGAS_LEASE(
      "cleave.sagas.lease",
      "10s",
      "duration (5s, 1m)",
      "How long after the crash of a process its sagas are taken over by another one."),
  SAGAS_POLL(
      "cleave.sagas.poll",
      "500ms",
      "duration (500ms, 2s)",
      "How often sagas are looked for that are due and that no signal told of."),
  SAGAS_FIRST_DELAY(
      "cleave.sagas.first-delay",
      "1s",
      "duration (500ms, 2s)",
      "The longest delay before a step is tried a second time; it doubles with each attempt."),
  SAGAS_LONGEST_DELAY(
      "cleave.sagas.longest-delay", "1m", "duration (30s, 5m)", "Where the delay stops growing."),
  SAGAS_COMPENSATION_ATTEMPTS(
      "cleave.sagas.compensation-attempts",
      "10",
      "number",
      "After how many failed attempts at a compensation its saga is stuck until an operator retries"
          + " it."),
  SAGAS_RETENTION(
      "cleave.sagas.retention",
      "30d",
      "duration (12h, 30d)",
      "How long sagas that have ended are kept; until then none of the same id starts again."),
  MAX_BODY_SIZE(
      "cleave.max-body-size", "1048576", "bytes", "Longer request bodies are refused with 413."),
  JMS_URL(
      "cleave.jms.url",
      "",
      "URL",
      "The message broker of this system, such as tcp://localhost:9616."),
  JMS_USER("cleave.jms.user", "", "text", "The name under which this process is known to it."),
  JMS_PASSWORD("cleave.jms.password", "", "text", "The password that goes with the name."),
  JMS_PARALLEL(
      "cleave.jms.parallel",
      "16",
      "number from 1 to 1000",
      "How many requests to one module this process takes from the broker at once."),
  EXPORT_QUEUE(
      "cleave.export.queue.",
      "",
      "event names, separated by commas; or none",
      "Events that are sent to the queue of that name for the world outside; none ends an export and"
          + " drops what it has not sent."),
  EXPORT_TOPIC(
      "cleave.export.topic.",
      "",
      "event names, separated by commas; or none",
      "The same for a topic: everybody who listens at the moment gets them."),
  IMPORT(
      "cleave.import.",
      "",
      "event name",
      "The event that messages of the queue of that name become, if they are valid.");

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
    return switch (this) {
      case ENDPOINT -> key + "<module>.rest";
      case EXPORT_QUEUE, EXPORT_TOPIC, IMPORT -> key + "<name>";
      default -> isPrefix() ? key + "<module>" : key;
    };
  }

  private boolean accepts(String name) {
    return isPrefix() ? name.startsWith(key) && name.length() > key.length() : name.equals(key);
  }

  /** Whether the toolkit reads a key of this name. */
  public static boolean isKnown(String name) {
    return Stream.of(values()).anyMatch(key -> key.accepts(name));
  }

  /**
   * The known key that is most like the given name, by edit distance; what follows a prefix is a
   * name that somebody gave, and tells nothing.
   */
  public static String nearest(String name) {
    return Stream.of(values())
        .min(
            Comparator.comparingInt((ConfigKey key) -> key.distance(name))
                .thenComparing(ConfigKey::displayName))
        .orElseThrow()
        .displayName();
  }

  private int distance(String name) {
    if (!isPrefix()) {
      return Nearest.distance(name, key);
    }
    long dots = key.chars().filter(c -> c == '.').count();
    int end = -1;
    for (long i = 0; i < dots; i++) {
      int next = name.indexOf('.', end + 1);
      if (next < 0) {
        return Nearest.distance(name, displayName());
      }
      end = next;
    }
    return Nearest.distance(name.substring(0, end + 1), key);
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
