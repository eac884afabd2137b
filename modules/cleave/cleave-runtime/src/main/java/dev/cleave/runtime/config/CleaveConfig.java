package dev.cleave.runtime.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/**
 * The toolkit's view of MicroProfile Config. Every getter reads anew, so that a changed value
 * shows; never call one per contract call.
 */
public final class CleaveConfig {
  private static final List<ConfigKey> OF_MODULES =
      List.of(
          ConfigKey.ROUTE,
          ConfigKey.ENDPOINT,
          ConfigKey.LISTENERS,
          ConfigKey.SERVE,
          ConfigKey.STANDBY,
          ConfigKey.HOLD,
          ConfigKey.DATA_SOURCE);

  private static final Duration LONGEST_HOLD = Duration.ofSeconds(60);

  private final Function<String, Optional<String>> values;
  private final Iterable<String> names;

  private CleaveConfig(Function<String, Optional<String>> values, Iterable<String> names) {
    this.values = values;
    this.names = names;
  }

  public static CleaveConfig of(Config config) {
    return new CleaveConfig(
        name -> config.getOptionalValue(name, String.class).filter(v -> !v.isBlank()),
        () -> config.getPropertyNames().iterator());
  }

  /** For tests. */
  public static CleaveConfig of(java.util.Map<String, String> map) {
    return new CleaveConfig(name -> Optional.ofNullable(map.get(name)), map.keySet());
  }

  private Optional<String> value(ConfigKey key) {
    return values.apply(key.key());
  }

  public String process() {
    return value(ConfigKey.PROCESS).orElse(ConfigKey.PROCESS.defaultValue());
  }

  /** The wished route as written, if any. */
  public Optional<String> route(String module) {
    return values.apply(ConfigKey.ROUTE.key(module)).map(String::trim);
  }

  /**
   * Where the module is reached over REST.
   *
   * @throws IllegalArgumentException if it is not an http or https URL
   */
  public Optional<URI> restEndpoint(String module) {
    return restEndpoint(module, "");
  }

  /** As {@link #restEndpoint(String)}, of another process; the usual one has no variant. */
  public Optional<URI> restEndpoint(String module, String variant) {
    String key = ConfigKey.ENDPOINT.key(module) + (variant.isEmpty() ? "" : "." + variant);
    return values.apply(key).map(text -> endpoint(key, text.trim()));
  }

  /**
   * Where the module is reached over gRPC; the usual process has no variant.
   *
   * @throws IllegalArgumentException if it is not an http or https URL
   */
  public Optional<URI> grpcEndpoint(String module, String variant) {
    String key =
        ConfigKey.ENDPOINT.key() + module + ".grpc" + (variant.isEmpty() ? "" : "." + variant);
    return values.apply(key).map(text -> endpoint(key, text.trim()));
  }

  /** How events reach the listeners of a module, as written, if it is. */
  public Optional<String> listeners(String module) {
    return values.apply(ConfigKey.LISTENERS.key(module)).map(String::trim);
  }

  /** Over what this process serves a module to others besides its internal port, as written. */
  public Optional<String> serve(String module) {
    return values.apply(ConfigKey.SERVE.key(module)).map(String::trim);
  }

  /**
   * Until when new calls to the module wait.
   *
   * @throws IllegalArgumentException if it is no instant, or more than a minute ahead
   */
  public Optional<Instant> heldUntil(String module) {
    String key = ConfigKey.HOLD.key(module);
    return values.apply(key).map(text -> instant(key, text.trim()));
  }

  private static Instant instant(String key, String text) {
    try {
      Instant instant = Instant.parse(text);
      if (instant.isBefore(Instant.now().plus(LONGEST_HOLD))) {
        return instant;
      }
    } catch (DateTimeParseException e) {
      // falls through to the message, which says all that the exception does
    }
    throw new IllegalArgumentException(
        "%s = \"%s\": write an instant such as 2026-05-06T12:00:00Z, at most %d s ahead."
            .formatted(key, text, LONGEST_HOLD.toSeconds()));
  }

  /** Whether this process only stands by for a module. */
  public boolean standsBy(String module) {
    return values
        .apply(ConfigKey.STANDBY.key(module))
        .map(text -> text.trim().equals("true"))
        .orElse(false);
  }

  /** Which edition of the wishes this process has read; 0 if they have none. */
  public long epoch() {
    return number(ConfigKey.EPOCH, 0, Long.MAX_VALUE);
  }

  /**
   * The broker.
   *
   * @throws IllegalArgumentException if it is not a URL with a host
   */
  public Optional<URI> jmsUrl() {
    return value(ConfigKey.JMS_URL)
        .map(
            text -> {
              try {
                URI uri = new URI(text.trim());
                if (uri.getScheme() != null && uri.getHost() != null) {
                  return uri;
                }
              } catch (URISyntaxException e) {
                // falls through to the message
              }
              throw new IllegalArgumentException(
                  "cleave.jms.url = \"%s\" is no URL of a broker: write one such as".formatted(text)
                      + " tcp://localhost:9616.");
            });
  }

  /** Whether there is a broker, as far as the configuration is right. */
  public boolean hasBroker() {
    try {
      return jmsUrl().isPresent();
    } catch (IllegalArgumentException e) {
      return false; // reported by problems()
    }
  }

  public Optional<String> jmsUser() {
    return value(ConfigKey.JMS_USER);
  }

  public Optional<String> jmsPassword() {
    return value(ConfigKey.JMS_PASSWORD);
  }

  public int jmsParallel() {
    return (int) number(ConfigKey.JMS_PARALLEL, 1, 1000);
  }

  /** What follows a prefix among the keys that are set, with the values. */
  public Map<String, String> all(ConfigKey prefix) {
    Map<String, String> found = new TreeMap<>();
    for (String name : cleaveNames()) {
      if (name.startsWith(prefix.key()) && name.length() > prefix.key().length()) {
        values
            .apply(name)
            .ifPresent(value -> found.put(name.substring(prefix.key().length()), value.trim()));
      }
    }
    return found;
  }

  private static URI endpoint(String key, String text) {
    try {
      URI uri = new URI(text);
      if (uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // falls through to the message, which says all that the exception does
    }
    throw new IllegalArgumentException(
        "%s = \"%s\" is no URL: write the internal or gRPC port of a process that has the module, such"
                .formatted(key, text)
            + " as http://localhost:9181.");
  }

  public Duration timeout() {
    return duration(ConfigKey.TIMEOUT);
  }

  public Duration inboxRetention() {
    return duration(ConfigKey.INBOX_RETENTION);
  }

  /** How long one delivery of an event may take. */
  public Duration eventsTimeout() {
    return duration(ConfigKey.EVENTS_TIMEOUT);
  }

  public int eventsAttempts() {
    return (int) number(ConfigKey.EVENTS_ATTEMPTS, 1, 1000);
  }

  public Duration eventsRetryDelay() {
    return duration(ConfigKey.EVENTS_RETRY_DELAY);
  }

  public Duration eventsRetryMaxDelay() {
    return duration(ConfigKey.EVENTS_RETRY_MAX_DELAY);
  }

  public Duration eventsPoll() {
    return duration(ConfigKey.EVENTS_POLL);
  }

  public Duration eventsLease() {
    return duration(ConfigKey.EVENTS_LEASE);
  }

  public int eventsParallel() {
    return (int) number(ConfigKey.EVENTS_PARALLEL, 1, 8);
  }

  /** How long published events are kept; empty is for good. */
  public Optional<Duration> eventsLogRetention() {
    return value(ConfigKey.EVENTS_LOG_RETENTION)
        .map(String::trim)
        .filter(text -> !text.equals("0"))
        .map(text -> Durations.parse(ConfigKey.EVENTS_LOG_RETENTION.key(), text));
  }

  private long number(ConfigKey key, long min, long max) {
    return number(key, value(key).orElse(key.defaultValue()), min, max);
  }

  public int sagasAtOnce() {
    return count(ConfigKey.SAGAS_AT_ONCE, 0, 1000);
  }

  public Duration sagasLease() {
    return duration(ConfigKey.SAGAS_LEASE);
  }

  public Duration sagasPoll() {
    return duration(ConfigKey.SAGAS_POLL);
  }

  public Duration sagasFirstDelay() {
    return duration(ConfigKey.SAGAS_FIRST_DELAY);
  }

  public Duration sagasLongestDelay() {
    return duration(ConfigKey.SAGAS_LONGEST_DELAY);
  }

  public int sagasCompensationAttempts() {
    return count(ConfigKey.SAGAS_COMPENSATION_ATTEMPTS, 1, 1000);
  }

  public Duration sagasRetention() {
    return duration(ConfigKey.SAGAS_RETENTION);
  }

  private int count(ConfigKey key, int min, int max) {
    return (int) number(key, min, max);
  }

  private Duration duration(ConfigKey key) {
    return Durations.parse(key.key(), value(key).orElse(key.defaultValue()));
  }

  public boolean refusesCommandInTransaction() {
    String text =
        value(ConfigKey.COMMAND_IN_TRANSACTION)
            .orElse(ConfigKey.COMMAND_IN_TRANSACTION.defaultValue());
    return switch (text) {
      case "refuse" -> true;
      case "warn" -> false;
      default ->
          throw new IllegalArgumentException(
              "cleave.command-in-transaction = \"%s\": write refuse or warn.".formatted(text));
    };
  }

  /** Whether contract calls are to be recorded. */
  public boolean isRecording() {
    String text = value(ConfigKey.RECORD).orElse(ConfigKey.RECORD.defaultValue()).trim();
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException(
              "cleave.record = \"%s\": write true or false.".formatted(text));
    };
  }

  /** The internal port, or -1 if none is configured. */
  public int internalPort() {
    return value(ConfigKey.INTERNAL_PORT)
        .map(text -> (int) number(ConfigKey.INTERNAL_PORT, text, 1, 65535))
        .orElse(-1);
  }

  /** The port for gRPC, if there is to be one. */
  public Optional<Integer> grpcPort() {
    return value(ConfigKey.GRPC_PORT)
        .map(text -> (int) number(ConfigKey.GRPC_PORT, text, 1, 65535));
  }

  public String grpcHost() {
    return value(ConfigKey.GRPC_HOST).orElse(ConfigKey.GRPC_HOST.defaultValue()).trim();
  }

  public Optional<String> internalSecret() {
    return value(ConfigKey.INTERNAL_SECRET);
  }

  public Optional<String> operatorKey() {
    return value(ConfigKey.OPERATOR_KEY);
  }

  public String dataSource(String module) {
    return values.apply(ConfigKey.DATA_SOURCE.key(module)).orElse("jdbc/" + module);
  }

  public long maxBodySize() {
    String text = value(ConfigKey.MAX_BODY_SIZE).orElse(ConfigKey.MAX_BODY_SIZE.defaultValue());
    return number(ConfigKey.MAX_BODY_SIZE, text, 0, Long.MAX_VALUE);
  }

  private static long number(ConfigKey key, String text, long min, long max) {
    try {
      long number = Long.parseLong(text.trim());
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // falls through to the message
    }
    throw new IllegalArgumentException(
        "%s = \"%s\": write a number from %d to %d.".formatted(key.key(), text, min, max));
  }

  /**
   * Everything wrong with the {@code cleave.*} keys: unknown names, modules that do not exist,
   * values that do not parse. Routes are judged where they are applied.
   */
  public List<String> problems(Set<String> modules) {
    List<String> problems = new ArrayList<>();
    for (String name : cleaveNames()) {
      ConfigKey.complaint(name).or(() -> unknownModule(name, modules)).ifPresent(problems::add);
    }
    all(ConfigKey.STANDBY)
        .forEach(
            (module, text) -> {
              if (!text.equals("true") && !text.equals("false")) {
                problems.add(
                    "%s = \"%s\": write true or false."
                        .formatted(ConfigKey.STANDBY.key(module), text));
              }
            });
    Stream.<Runnable>of(
            this::timeout,
            this::inboxRetention,
            this::sagasAtOnce,
            this::sagasLease,
            this::sagasPoll,
            this::sagasFirstDelay,
            this::sagasLongestDelay,
            this::sagasCompensationAttempts,
            this::sagasRetention,
            this::refusesCommandInTransaction,
            this::isRecording,
            this::internalPort,
            this::grpcPort,
            this::eventsTimeout,
            this::eventsAttempts,
            this::eventsRetryDelay,
            this::eventsRetryMaxDelay,
            this::eventsPoll,
            this::eventsLease,
            this::eventsParallel,
            this::eventsLogRetention,
            this::maxBodySize,
            this::epoch,
            this::jmsUrl,
            this::jmsParallel)
        .forEach(
            check -> {
              try {
                check.run();
              } catch (IllegalArgumentException e) {
                problems.add(e.getMessage());
              }
            });
    return problems;
  }

  private Set<String> cleaveNames() {
    Set<String> found = new TreeSet<>();
    StreamSupport.stream(names.spliterator(), false)
        .filter(name -> name.startsWith("cleave."))
        .forEach(found::add);
    return found;
  }

  private static Optional<String> unknownModule(String name, Set<String> modules) {
    for (ConfigKey key : OF_MODULES) {
      if (name.startsWith(key.key())) {
        String rest = name.substring(key.key().length());
        String module =
            key == ConfigKey.ENDPOINT
                ? rest.replaceFirst("\\.(rest|grpc)(\\.[a-z][a-z0-9-]*)?$", "")
                : rest;
        if (!modules.contains(module)) {
          return Optional.of(
              "\"%s\" names the unknown module \"%s\"; the modules here are %s%s."
                  .formatted(
                      name,
                      module,
                      String.join(", ", new TreeSet<>(modules)),
                      Nearest.to(module, modules)
                          .map(nearest -> " (did you mean \"%s\"?)".formatted(nearest))
                          .orElse("")));
        }
      }
    }
    return Optional.empty();
  }
}
