package dev.cleave.runtime.instance;

import dev.cleave.runtime.config.CleaveConfig;
import dev.cleave.runtime.config.ConfigKey;
import dev.cleave.runtime.config.Endpoints;
import dev.cleave.runtime.route.BindingKind;
import dev.cleave.runtime.route.RemoteBindings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/** All instances that this process knows, over every binding, and the care for them. */
public final class Instances {
  private static final long UNUSED_NANOS = 60_000_000_000L;
  private static final long JUST_NOW_NANOS = 5_000_000_000L;
  private static final Duration ATTEMPT_LIMIT = Duration.ofSeconds(1);

  private record Place(BindingKind kind, String module, URI endpoint) {}

  private record Served(BindingKind kind, String module) {}

  private final CleaveConfig config;
  private final Executor executor;
  private final Map<BindingKind, RemoteBindings> remote = new ConcurrentHashMap<>();
  private final Map<Served, KnownInstances> known = new ConcurrentHashMap<>();
  private final Map<Place, InstanceGroup> groups = new ConcurrentHashMap<>();

  /**
   * No instances yet.
   *
   * @param executor asks engines, and instances that were left alone
   */
  public Instances(CleaveConfig config, Executor executor) {
    this.config = config;
    this.executor = executor;
  }

  /** Lets the endpoints of a binding stand for several instances. */
  public RemoteBindings behind(BindingKind kind, RemoteBindings single) {
    remote.put(kind, single);
    return new BalancedBindings(kind, single, this);
  }

  /** The instances behind an endpoint. */
  InstanceGroup group(BindingKind kind, String module, URI endpoint) {
    InstanceGroup group = groups.computeIfAbsent(new Place(kind, module, endpoint), this::newGroup);
    ask(group);
    return group;
  }

  private InstanceGroup newGroup(Place place) {
    KnownInstances ofModule =
        known.computeIfAbsent(
            new Served(place.kind(), place.module()), served -> new KnownInstances());
    return new InstanceGroup(
        place.module(),
        place.kind().toString(),
        place.endpoint(),
        Endpoints.isEngine(place.endpoint())
            ? discovered(place, ofModule)
            : Population.fixed(ofModule.of(Endpoints.listed(place.endpoint()))),
        balancing(place.module(), Balancing.ROUND_ROBIN));
  }

  private Population discovered(Place place, KnownInstances ofModule) {
    Sought sought = new Sought(place.endpoint(), place.module(), place.kind().toString());
    DiscoveryProvider provider = Engines.provider(place.endpoint());
    return new Discovered(
        sought,
        () -> provider.source(sought),
        config,
        ofModule,
        gone -> remote.get(place.kind()).forget(place.module(), gone.url()));
  }

  private Balancing balancing(String module, Balancing former) {
    try {
      return Balancing.of(module, config.balancer(module));
    } catch (IllegalArgumentException e) {
      return former; // reported by problems()
    }
  }

  /**
   * Looks after all instances: asks engines whose time has come, tries instances that have been
   * left alone for long enough, follows changes of the configuration. Called a few times a second;
   * what waits does so on the executor.
   */
  public void look() {
    dropUnused();
    groups.forEach(
        (place, group) -> {
          group.balance(balancing(place.module(), group.balancing()));
          ask(group);
          for (Instance instance : group.all()) {
            if (instance.health().isDue()) {
              executor.execute(() -> attempt(place, instance));
            }
          }
        });
  }

  /** What is no longer configured, and had its last call a while ago. */
  private void dropUnused() {
    Set<URI> configured = configured();
    groups.forEach(
        (place, group) -> {
          if (group.idleNanos() > UNUSED_NANOS
              && !configured.contains(place.endpoint())
              && groups.remove(place, group)) {
            group.population().close();
          }
        });
  }

  private Set<URI> configured() {
    Set<URI> configured = new HashSet<>();
    for (String text : config.all(ConfigKey.ENDPOINT).values()) {
      try {
        configured.add(Endpoints.uri("", text));
      } catch (IllegalArgumentException e) {
        // reported where it is applied
      }
    }
    return configured;
  }

  private void ask(InstanceGroup group) {
    if (group.population().isDue()) {
      executor.execute(group.population()::askAgain);
    }
  }

  private void attempt(Place place, Instance instance) {
    boolean serves = false;
    try {
      remote.get(place.kind()).probe(place.module(), instance.url(), ATTEMPT_LIMIT);
      serves = true;
    } catch (IllegalArgumentException e) {
      // it does not: left alone for longer, which status tells
    } finally {
      instance.health().tried(serves);
    }
  }

  /** The instances behind each endpoint that is configured, or has just been in use. */
  public List<GroupStatus> status() {
    Set<URI> configured = configured();
    return groups.entrySet().stream()
        .filter(
            group ->
                configured.contains(group.getKey().endpoint())
                    || group.getValue().idleNanos() < JUST_NOW_NANOS)
        .map(group -> group.getValue().status())
        .sorted(
            Comparator.comparing(GroupStatus::module)
                .thenComparing(GroupStatus::binding)
                .thenComparing(GroupStatus::endpoint))
        .toList();
  }

  /** What is wrong with the words for balancers. */
  public static List<String> problems(CleaveConfig config) {
    List<String> found = new ArrayList<>();
    config
        .all(ConfigKey.BALANCER)
        .forEach(
            (module, name) -> {
              try {
                Balancing.of(module, name);
              } catch (IllegalArgumentException e) {
                found.add(e.getMessage());
              }
            });
    return found;
  }

  /** What is wrong with engines, and with the words for balancers. */
  public List<String> problems() {
    List<String> found = new ArrayList<>(problems(config));
    status().forEach(group -> group.problem().ifPresent(found::add));
    return found;
  }

  /** {@code cleave_instances}: how many are in which state. */
  public MeterBinder metrics(Collection<String> modules) {
    return registry ->
        modules.forEach(
            module ->
                Stream.of(InstanceState.values()).forEach(state -> gauge(registry, module, state)));
  }

  private void gauge(MeterRegistry registry, String module, InstanceState state) {
    Gauge.builder("cleave.instances", this, all -> all.count(module, state))
        .description("Instances of the module as this process sees them")
        .tag("module", module)
        .tag("state", state.toString())
        .register(registry);
  }

  private long count(String module, InstanceState state) {
    return groups.values().stream()
        .filter(group -> group.module().equals(module))
        .flatMap(group -> Stream.of(group.all()))
        .distinct()
        .filter(instance -> instance.health().state() == state)
        .count();
  }

  /** Lets go of the engines. */
  public void stop() {
    groups.values().forEach(group -> group.population().close());
  }
}
