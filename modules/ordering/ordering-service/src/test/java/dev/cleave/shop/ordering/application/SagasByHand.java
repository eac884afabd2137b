package dev.cleave.shop.ordering.application;

import dev.cleave.CallContext;
import dev.cleave.Problem;
import dev.cleave.saga.Saga;
import dev.cleave.saga.SagaDefinition;
import dev.cleave.saga.SagaDefinition.Step;
import dev.cleave.saga.SagaFailure;
import dev.cleave.saga.Sagas;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Sagas that are carried on when a test says so, attempt by attempt, by the rules that {@link
 * SagaDefinition} states. An attempt that breaks off is made again.
 */
final class SagasByHand implements Sagas {
  private final Map<Class<?>, SagaDefinition<?>> definitions = new LinkedHashMap<>();
  private final Map<String, Running<?>> all = new LinkedHashMap<>();

  void deploy(Saga<?> saga) {
    definitions.put(saga.getClass(), saga.definition());
  }

  private static final class Running<S> {
    final SagaDefinition<S> definition;
    S state;
    int step;
    SagaFailure failure;
    boolean isCancelRequested;
    boolean hasEnded;

    Running(SagaDefinition<S> definition, S state) {
      this.definition = definition;
      this.state = state;
    }

    /** Makes one attempt; returns whether it was not broken off. */
    boolean attempt() {
      if (failure == null && isCancelRequested) {
        failure = new SagaFailure(current().name(), "It was cancelled.", SagaFailure.CANCELLED);
      }
      try {
        if (failure == null) {
          forward();
        } else {
          back();
        }
        return true;
      } catch (Exception e) {
        Problem problem = e.getClass().getAnnotation(Problem.class);
        if (failure == null && problem != null && !isPastReturn()) {
          failure = new SagaFailure(current().name(), e.getMessage(), problem.code());
          return true;
        }
        return false;
      }
    }

    private void forward() throws Exception {
      S after = under("", () -> current().action().run(state));
      if (step + 1 == definition.steps().size()) {
        definition.finished().accept(after);
        hasEnded = true;
      }
      state = after;
      step++;
    }

    private void back() throws Exception {
      if (current().compensation() != null) {
        state = under("/undo", () -> current().compensation().run(state));
      }
      if (step == 0) {
        definition.compensated().accept(state, failure);
        hasEnded = true;
      }
      step--;
    }

    private S under(String suffix, CallContext.Task<S, Exception> task) throws Exception {
      return CallContext.none()
          .withIdempotencyKey(definition.name() + "/" + current().name() + suffix)
          .call(task);
    }

    Step<S> current() {
      return definition.steps().get(step);
    }

    boolean isPastReturn() {
      return definition.steps().subList(0, step + 1).stream().anyMatch(Step::isPointOfNoReturn);
    }
  }

  /** Carries all on until each has ended; fails if one makes no progress. */
  void run() {
    for (Running<?> saga : all.values()) {
      for (int attempts = 0; !saga.hasEnded; attempts++) {
        if (attempts > 100) {
          throw new AssertionError("stuck at " + saga.current().name());
        }
        saga.attempt();
      }
    }
  }

  /** Makes so many attempts at what has not ended. */
  void attempt(int times) {
    for (int i = 0; i < times; i++) {
      all.values().stream().filter(saga -> !saga.hasEnded).forEach(Running::attempt);
    }
  }

  /** Every step being tried takes too long, but for one that is given more time than that. */
  void anHourPasses() {
    all.values().stream()
        .filter(saga -> !saga.hasEnded && saga.failure == null && !saga.isPastReturn())
        .filter(saga -> saga.current().timeout().compareTo(Duration.ofHours(1)) <= 0)
        .forEach(
            saga ->
                saga.failure =
                    new SagaFailure(saga.current().name(), "too late", SagaFailure.TIMEOUT));
  }

  long open() {
    return all.values().stream().filter(saga -> !saga.hasEnded).count();
  }

  @Override
  @SuppressWarnings("unchecked")
  public <S> void start(Class<? extends Saga<S>> saga, String id, S state) {
    SagaDefinition<S> definition = (SagaDefinition<S>) definitions.get(saga);
    all.putIfAbsent(definition.name() + " " + id, new Running<>(definition, state));
  }

  @Override
  public <S> boolean cancel(Class<? extends Saga<S>> saga, String id) {
    Optional<? extends Running<?>> running =
        Optional.ofNullable(all.get(definitions.get(saga).name() + " " + id))
            .filter(found -> !found.hasEnded && (found.failure != null || !found.isPastReturn()));
    running.ifPresent(found -> found.isCancelRequested = true);
    return running.isPresent();
  }
}
