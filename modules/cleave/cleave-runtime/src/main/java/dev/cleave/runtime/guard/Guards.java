package dev.cleave.runtime.guard;

import dev.cleave.runtime.Sabotage;
import dev.cleave.runtime.config.CleaveConfig;
import dev.cleave.runtime.contract.ContractMethod;
import dev.cleave.runtime.contract.ContractModel;
import dev.cleave.runtime.route.Binding;
import dev.cleave.runtime.route.Guarding;
import io.smallrye.faulttolerance.standalone.StandaloneFaultTolerance;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * The guards of all remote calls of a process. Their policies follow the configuration while the
 * process runs.
 */
public final class Guards implements Guarding {
  private final CleaveConfig config;
  private final Collection<ContractModel> contracts;
  private final LongSupplier clock;
  private final Repetition.Pause pause;
  private final RandomGenerator random;
  private final Map<ContractMethod, Policies> policies = new HashMap<>();
  private final Map<ContractMethod, StaleAnswers> stale = new HashMap<>();
  private final Map<String, WayGuards> ways = new HashMap<>();
  private final Map<String, GuardFigures> figures = new HashMap<>();
  private final GuardMetrics metrics = new GuardMetrics(this);
  private volatile Function<Class<?>, Object> proxies =
      type -> {
        throw new IllegalStateException("The routes are not ready yet");
      };
  private PolicyKeys keys;
  private volatile List<String> problems = List.of();

  Guards(
      Collection<ContractModel> contracts,
      CleaveConfig config,
      LongSupplier clock,
      Repetition.Pause pause,
      RandomGenerator random) {
    this.contracts = List.copyOf(contracts);
    this.config = config;
    this.clock = clock;
    this.pause = pause;
    this.random = random;
    follow(keys());
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join(" ", problems));
    }
  }

  /**
   * The guards as the configuration wishes them.
   *
   * @throws IllegalArgumentException with all that is wrong in the annotations and keys, or if the
   *     engine does not start
   */
  public static Guards of(Collection<ContractModel> contracts, CleaveConfig config) {
    try {
      Engine.start();
    } catch (LinkageError | ServiceConfigurationError e) {
      throw new IllegalArgumentException(
          ("The engine of the guards does not start (%s): the application needs"
                  + " smallrye-fault-tolerance-standalone with all that it depends on, and"
                  + " jboss-logging 3.6 or newer; look for an older one in WEB-INF/lib.")
              .formatted(e),
          e);
    }
    return new Guards(
        contracts,
        config,
        System::nanoTime,
        TimeUnit.NANOSECONDS::sleep,
        RandomGenerator.of("SplittableRandom"));
  }

  /** The engine's classes, in one place, so that what is missing is found at the start. */
  private static final class Engine {
    static void start() {
      Limits.atOnce("the engine", 1);
    }

    static void stop() {
      try {
        StandaloneFaultTolerance.shutdown();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** From where fallback methods get the object that they are called on. */
  public void callFallbacksOn(Function<Class<?>, Object> contractObjects) {
    this.proxies = contractObjects;
  }

  private PolicyKeys keys() {
    return new PolicyKeys(config.matching(PolicyKeys::isOne));
  }

  @Override
  public synchronized Binding around(
      Binding binding, ContractModel contract, String way, Optional<URI> endpoint) {
    WayGuards guards = way(contract.module(), way, endpoint.map(URI::toString).orElse(""));
    return new GuardedBinding(
        binding,
        guards.of(contract),
        guards.figures(),
        new Repetition(guards.budget(), guards.figures(), pause, random),
        () -> proxies.apply(contract.type()));
  }

  private WayGuards way(String module, String binding, String endpoint) {
    String name = module + "/" + binding;
    WayGuards known = ways.get(name);
    if (known != null && known.leadsTo(endpoint)) {
      return known;
    }
    boolean isNew = !figures.containsKey(name);
    GuardFigures counted = figures.computeIfAbsent(name, n -> new GuardFigures());
    WayGuards next = new WayGuards(module, binding, endpoint, counted, new RetryBudget(clock));
    next.follow(contracts, policies::get, method -> Optional.ofNullable(stale.get(method)));
    ways.put(name, next);
    if (isNew) {
      metrics.add(module, binding, counted);
    }
    return next;
  }

  /** Looks whether keys have changed, and for figures of the last minute. */
  @Override
  public synchronized void refresh() {
    figures.values().forEach(each -> each.sample(clock.getAsLong()));
    PolicyKeys now = keys();
    if (!now.equals(keys)) {
      follow(now);
    }
  }

  private void follow(PolicyKeys wished) {
    keys = wished;
    List<String> wrong = new ArrayList<>(wished.unknown(contracts));
    for (ContractModel contract : contracts) {
      for (ContractMethod method : contract.methods()) {
        Policies next =
            Policies.of(
                method,
                wished,
                policies.get(method),
                problem -> {
                  if (!wrong.contains(problem)) {
                    wrong.add(problem);
                  }
                });
        policies.put(method, Sabotage.NO_BREAKER.isOn() ? next.sabotaged() : next);
        keepAnswers(method, next);
      }
    }
    ways.values()
        .forEach(
            way ->
                way.follow(
                    contracts, policies::get, method -> Optional.ofNullable(stale.get(method))));
    problems = List.copyOf(wrong);
  }

  private void keepAnswers(ContractMethod method, Policies wished) {
    if (wished.stale().isEmpty()) {
      stale.remove(method);
    } else if (!stale.containsKey(method)
        || !stale.get(method).keeping().equals(wished.stale().get())) {
      stale.put(method, new StaleAnswers(wished.stale().get(), clock));
    }
  }

  @Override
  public List<String> problems() {
    return problems;
  }

  /** How the guards of each way stand that has been used. */
  public synchronized List<GuardStatus> status() {
    return ways.values().stream()
        .map(GuardStatus::of)
        .sorted(Comparator.comparing(GuardStatus::module).thenComparing(GuardStatus::binding))
        .toList();
  }

  /** Of the breaker that is worst off: 0 closed, 1 half-open, 2 open. */
  synchronized int breakerState(String module, String binding) {
    WayGuards way = ways.get(module + "/" + binding);
    return way == null
        ? 0
        : way.breakers().values().stream()
            .mapToInt(
                breaker ->
                    switch (breaker.state().name()) {
                      case CLOSED -> 0;
                      case HALF_OPEN -> 1;
                      case OPEN -> 2;
                    })
            .max()
            .orElse(0);
  }

  /** The figures for {@code /metrics}. */
  public GuardMetrics metrics() {
    return metrics;
  }

  /** Ends the threads of the engine. */
  public void stop() {
    Engine.stop();
  }
}
