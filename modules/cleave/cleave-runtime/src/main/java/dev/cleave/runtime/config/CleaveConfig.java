package dev.cleave.runtime.config;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/**
 * The toolkit's view of MicroProfile Config: here what concerns the whole process, its modules and
 * their routes; the rest by families of keys. Every getter reads anew, so that a changed value
 * shows; never call one per contract call. Times are longer than zero. A getter throws {@link
 * IllegalArgumentException}, naming the key, for a value that cannot be; what is returned as
 * written is judged where it is used.
 */
public final class CleaveConfig {
  private static final Duration LONGEST_HOLD = Duration.ofSeconds(60);

  private final Values values;
  private final CallConfig calls;
  private final InternalConfig internal;
  private final LimitConfig limits;
  private final EventConfig events;
  private final SagaConfig sagas;
  private final JmsConfig jms;
  private final GrpcConfig grpc;
  private final DiscoveryConfig discovery;

  private CleaveConfig(Values values) {
    this.values = values;
    this.calls = new CallConfig(values);
    this.internal = new InternalConfig(values);
    this.limits = new LimitConfig(values);
    this.events = new EventConfig(values);
    this.sagas = new SagaConfig(values);
    this.jms = new JmsConfig(values);
    this.grpc = new GrpcConfig(values);
    this.discovery = new DiscoveryConfig(values);
  }

  public static CleaveConfig of(Config config) {
    return new CleaveConfig(Values.of(config));
  }

  /** For tests; a change of the map shows. */
  public static CleaveConfig of(Map<String, String> map) {
    return new CleaveConfig(Values.of(map));
  }

  public CallConfig calls() {
    return calls;
  }

  public InternalConfig internal() {
    return internal;
  }

  public LimitConfig limits() {
    return limits;
  }

  public EventConfig events() {
    return events;
  }

  public SagaConfig sagas() {
    return sagas;
  }

  public JmsConfig jms() {
    return jms;
  }

  public GrpcConfig grpc() {
    return grpc;
  }

  public DiscoveryConfig discovery() {
    return discovery;
  }

  public String process() {
    return values.text(ConfigKey.PROCESS);
  }

  /** Which edition of the wishes this process has read; 0 if they have none. */
  public long epoch() {
    return values.number(ConfigKey.EPOCH, 0, Long.MAX_VALUE);
  }

  /** The wished route as written, if any. */
  public Optional<String> route(String module) {
    return ofModule(ConfigKey.ROUTE, module);
  }

  /**
   * Where the module is reached over REST.
   *
   * @return one URL, several, or an engine that knows them: see {@link Endpoints}
   * @throws IllegalArgumentException if it is none of these
   */
  public Optional<URI> restEndpoint(String module) {
    return restEndpoint(module, "");
  }

  /** As {@link #restEndpoint(String)}, of another process; the usual one has no variant. */
  public Optional<URI> restEndpoint(String module, String variant) {
    return endpoint(module, "rest", variant);
  }

  /**
   * Where the module is reached over gRPC; the usual process has no variant.
   *
   * @return one URL, several, or an engine that knows them: see {@link Endpoints}
   * @throws IllegalArgumentException if it is none of these
   */
  public Optional<URI> grpcEndpoint(String module, String variant) {
    return endpoint(module, "grpc", variant);
  }

  private Optional<URI> endpoint(String module, String binding, String variant) {
    String suffix = variant.isEmpty() ? "" : "." + variant;
    String key = ConfigKey.ENDPOINT.key() + module + "." + binding + suffix;
    return values.value(key).map(text -> Endpoints.uri(key, text.trim()));
  }

  /** The word for the balancer of a module's instances, as written. */
  public String balancer(String module) {
    return ofModule(ConfigKey.BALANCER, module).orElse(ConfigKey.BALANCER.defaultValue());
  }

  /** How events reach the listeners of a module, as written, if it is. */
  public Optional<String> listeners(String module) {
    return ofModule(ConfigKey.LISTENERS, module);
  }

  /** Over what this process serves a module to others besides its internal port, as written. */
  public Optional<String> serve(String module) {
    return ofModule(ConfigKey.SERVE, module);
  }

  /**
   * Until when new calls to the module wait.
   *
   * @throws IllegalArgumentException if it is no instant, or more than a minute ahead
   */
  public Optional<Instant> heldUntil(String module) {
    return values.instant(ConfigKey.HOLD.key(module), LONGEST_HOLD);
  }

  /** Whether this process only stands by for a module; for anything but true it does not. */
  public boolean standsBy(String module) {
    return ofModule(ConfigKey.STANDBY, module).filter("true"::equals).isPresent();
  }

  /** The JNDI name of the data source of the module's schema. */
  public String dataSource(String module) {
    return values.value(ConfigKey.DATA_SOURCE.key(module)).orElse("jdbc/" + module);
  }

  private Optional<String> ofModule(ConfigKey key, String module) {
    return values.value(key.key(module)).map(String::trim);
  }

  /** How long the result of a command is kept, and the note that an event was handled. */
  public Duration inboxRetention() {
    return values.duration(ConfigKey.INBOX_RETENTION);
  }

  /** The bearer token of operators. */
  public Optional<String> operatorKey() {
    return values.value(ConfigKey.OPERATOR_KEY);
  }

  /** What follows a prefix among the keys that are set, with the values. */
  public Map<String, String> all(ConfigKey prefix) {
    return values.all(prefix);
  }

  /**
   * The values of all keys, of the toolkit or not, whose names the filter takes. Also keys that
   * were added while the process runs.
   */
  public Map<String, String> matching(Predicate<String> filter) {
    return values.matching(filter);
  }

  /**
   * Everything wrong with the {@code cleave.*} keys: unknown names, modules that do not exist,
   * values that do not parse. Routes are judged where they are applied.
   */
  public List<String> problems(Set<String> modules) {
    return Stream.of(
            KeyNames.problems(values.cleaveNames(), modules),
            problemsOfStandby(),
            Values.problems(this::epoch, this::inboxRetention),
            calls.problems(),
            internal.problems(),
            limits.problems(),
            grpc.problems(),
            events.problems(),
            sagas.problems(),
            discovery.problems(),
            jms.problems())
        .flatMap(List::stream)
        .toList();
  }

  private List<String> problemsOfStandby() {
    return all(ConfigKey.STANDBY).entrySet().stream()
        .map(wish -> problemsOfStandby(ConfigKey.STANDBY.key(wish.getKey()), wish.getValue()))
        .flatMap(List::stream)
        .toList();
  }

  private static List<String> problemsOfStandby(String key, String text) {
    return Values.problems(() -> Values.isTrue(key, text));
  }
}
