package dev.cleave.runtime.saga;

import dev.cleave.CallContext;
import dev.cleave.runtime.call.Transactions;
import dev.cleave.runtime.config.CleaveConfig;
import dev.cleave.runtime.standby.Duties;
import dev.cleave.runtime.standby.Duty;
import dev.cleave.saga.Saga;
import dev.cleave.saga.SagaDefinition;
import dev.cleave.saga.Sagas;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.sql.DataSource;

/** The sagas of all modules in this process: what applications start them with. */
public final class RunningSagas implements Sagas {
  private static final Duration PATIENCE_WHEN_STOPPING = Duration.ofSeconds(5);
  private static final long WAKE_MILLIS = 20;
  private static final long CLEAN_UP_MINUTES = 10;

  private final Transactions transactions;
  private final SagaMetrics metrics = new SagaMetrics(this);
  private final Map<Class<?>, DeployedSaga> deployed = new LinkedHashMap<>();
  private final Map<String, SagaEngine> engines = new LinkedHashMap<>();

  private RunningSagas(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * Makes the engines; they run once {@link #run} is called.
   *
   * @param dataSource of a module, by its name
   * @throws IllegalArgumentException with everything about the definitions that cannot work
   */
  public static RunningSagas of(
      Collection<DeployedSaga> sagas,
      CleaveConfig config,
      Transactions transactions,
      Function<String, DataSource> dataSource,
      Executor threads) {
    List<String> problems = SagaProblems.of(sagas);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join(" ", problems));
    }
    RunningSagas running = new RunningSagas(transactions);
    SagaSettings settings = SagaSettings.of(config);
    Backoff backoff =
        new Backoff(
            settings.firstDelay(),
            settings.longestDelay(),
            () -> ThreadLocalRandom.current().nextDouble());
    SagaEnvironment environment =
        new SagaEnvironment(
            config.process() + "/" + UUID.randomUUID(),
            settings,
            System::nanoTime,
            running.metrics);
    Map<String, List<SagaSteps<?>>> byModule = new LinkedHashMap<>();
    for (DeployedSaga saga : sagas) {
      running.deployed.put(saga.beanType(), saga);
      byModule
          .computeIfAbsent(saga.module(), module -> new ArrayList<>())
          .add(SagaSteps.of(saga.definition(), settings, backoff));
    }
    byModule.forEach(
        (module, steps) ->
            running.engines.put(
                module,
                new SagaEngine(
                    module,
                    steps,
                    new JdbcSagaStore(() -> dataSource.apply(module), System::nanoTime),
                    transactions,
                    environment,
                    threads)));
    return running;
  }

  /**
   * Begins to look for sagas that are due, of modules that this process does not only stand by for.
   */
  public void run(ScheduledExecutorService timers, CleaveConfig config, Duties duties) {
    long poll = config.sagas().poll().toMillis();
    long renewal = Math.max(config.sagas().lease().toMillis() / 6, 1);
    for (SagaEngine engine : engines.values()) {
      Duty duty = duties.of(engine.module());
      timers.scheduleWithFixedDelay(
          () -> {
            if (!duty.standsBy()) {
              engine.poll();
            }
          },
          poll,
          poll,
          TimeUnit.MILLISECONDS);
      timers.scheduleWithFixedDelay(engine::renew, renewal, renewal, TimeUnit.MILLISECONDS);
      timers.scheduleWithFixedDelay(
          () -> {
            if (!duty.standsBy()) {
              engine.cleanUp();
            }
          },
          CLEAN_UP_MINUTES,
          CLEAN_UP_MINUTES,
          TimeUnit.MINUTES);
      timers.scheduleWithFixedDelay(
          () -> {
            if (!duty.standsBy() && engine.shouldPoll()) {
              engine.poll();
            }
          },
          WAKE_MILLIS,
          WAKE_MILLIS,
          TimeUnit.MILLISECONDS);
    }
  }

  public void stop() {
    engines.values().forEach(engine -> engine.stop(PATIENCE_WHEN_STOPPING));
  }

  @Override
  public <S> void start(Class<? extends Saga<S>> saga, String id, S state) {
    SagaDefinition<S> definition = definition(saga);
    requireTransaction("started", definition.name(), id);
    if (id.isBlank() || id.length() > 100) {
      throw new IllegalArgumentException(
          "The id of a saga has 1 to 100 characters, not %d: \"%s\"".formatted(id.length(), id));
    }
    engine(saga)
        .start(
            definition,
            new SagaKey(definition.name(), id),
            state,
            CallContext.current().traceparent());
  }

  @Override
  public <S> boolean cancel(Class<? extends Saga<S>> saga, String id) {
    String name = definition(saga).name();
    requireTransaction("cancelled", name, id);
    return engine(saga).cancel(new SagaKey(name, id));
  }

  private void requireTransaction(String what, String saga, String id) {
    if (!transactions.isActive()) {
      throw new IllegalStateException(
          ("The saga %s %s can be %s only inside a transaction, with which it is recorded or not:"
                  + " annotate the method with @Transactional.")
              .formatted(saga, id, what));
    }
  }

  @SuppressWarnings("unchecked")
  private <S> SagaDefinition<S> definition(Class<? extends Saga<S>> saga) {
    return (SagaDefinition<S>) deployed(saga).definition();
  }

  private SagaEngine engine(Class<?> saga) {
    return engines.get(deployed(saga).module());
  }

  private DeployedSaga deployed(Class<?> saga) {
    DeployedSaga found = deployed.get(saga);
    if (found == null) {
      throw new IllegalArgumentException(
          "No saga %s is deployed here; there are %s: is it a bean (@ApplicationScoped), and is its jar in the WAR?"
              .formatted(saga.getName(), deployed.keySet().stream().map(Class::getName).toList()));
    }
    return found;
  }

  Collection<SagaEngine> engines() {
    return engines.values();
  }

  public SagaMetrics metrics() {
    return metrics;
  }

  public SagaOperations operations() {
    return new SagaOperations(engines.values());
  }
}
