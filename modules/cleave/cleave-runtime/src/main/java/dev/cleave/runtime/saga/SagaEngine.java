package dev.cleave.runtime.saga;

import dev.cleave.runtime.call.Transactions;
import dev.cleave.runtime.saga.SagaStore.Locked;
import dev.cleave.runtime.saga.SagaStore.NewSaga;
import dev.cleave.saga.SagaDefinition;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Runs the sagas of one module in this process: those started here as soon as their transaction has
 * committed, and those found in the table that are due and that nobody holds. Never more at once
 * than configured; what is above that waits in the table. Thread-safe.
 */
final class SagaEngine {
  private static final Logger LOG = System.getLogger(SagaEngine.class.getName());
  private static final int CLEAN_UP_BATCH = 500;

  private final String module;
  private final Map<String, SagaSteps<?>> sagas = new LinkedHashMap<>();
  private final SagaStore store;
  private final Transactions transactions;
  private final SagaEnvironment environment;
  private final Executor threads;
  private final Semaphore permits;
  private final Set<SagaRun> runs = ConcurrentHashMap.newKeySet();
  private volatile boolean mayHaveMore;
  private volatile boolean isStopping;
  private volatile boolean isFailing;

  SagaEngine(
      String module,
      Collection<SagaSteps<?>> definitions,
      SagaStore store,
      Transactions transactions,
      SagaEnvironment environment,
      Executor threads) {
    this.module = module;
    definitions.forEach(steps -> sagas.put(steps.course().definition().name(), steps));
    this.store = store;
    this.transactions = transactions;
    this.environment = environment;
    this.threads = threads;
    this.permits = new Semaphore(environment.settings().atOnce());
  }

  String module() {
    return module;
  }

  SagaStore store() {
    return store;
  }

  Transactions transactions() {
    return transactions;
  }

  /** Whether the definition of this name is deployed here. */
  boolean knows(String saga) {
    return sagas.containsKey(saga);
  }

  /** See {@link dev.cleave.saga.Sagas#start}. */
  <S> void start(SagaDefinition<S> definition, SagaKey key, S state, Optional<String> trace) {
    @SuppressWarnings("unchecked")
    SagaSteps<S> steps = (SagaSteps<S>) sagas.get(definition.name());
    boolean isHeld = !isStopping && permits.tryAcquire();
    boolean isAdded = false;
    try {
      var first = steps.course().first();
      NewSaga added = new NewSaga(key, first.name(), steps.write(state), first.timeout(), trace);
      isAdded =
          store.add(added, isHeld ? Optional.of(environment.holder()) : Optional.empty(), lease());
      if (isAdded && isHeld) {
        SagaInstance begun = begun(added);
        transactions.whenEnded(
            isCommitted -> {
              if (isCommitted) {
                submit(begun);
              } else {
                permits.release();
              }
            });
      } else if (isAdded) {
        mayHaveMore = true;
      }
    } catch (SQLException | com.fasterxml.jackson.core.JsonProcessingException e) {
      isAdded = false;
      throw new IllegalStateException(
          "The saga %s was not started: %s".formatted(key, SagaSteps.describe(e)), e);
    } finally {
      if (isHeld && !isAdded) {
        permits.release();
      }
    }
  }

  private SagaInstance begun(NewSaga saga) {
    long now = environment.nanoTime().getAsLong();
    return new SagaInstance(
        saga.key(),
        SagaState.RUNNING,
        saga.step(),
        List.of(),
        saga.data(),
        0,
        now + saga.timeout().toNanos(),
        false,
        Optional.empty(),
        1,
        saga.traceparent(),
        now);
  }

  /** See {@link dev.cleave.saga.Sagas#cancel}. */
  boolean cancel(SagaKey key) {
    try {
      Optional<Locked> saga = store.lock(key);
      if (saga.isEmpty() || saga.get().state().hasEnded()) {
        return false;
      }
      if (saga.get().isCompensating()) {
        return true;
      }
      if (sagas.get(key.saga()).course().isPastReturn(saga.get().step())) {
        return false;
      }
      store.requestCancel(key);
      transactions.whenEnded(isCommitted -> mayHaveMore |= isCommitted);
      return true;
    } catch (SQLException e) {
      throw new IllegalStateException(
          "The saga %s was not cancelled: %s".formatted(key, SagaSteps.describe(e)), e);
    }
  }

  /**
   * Lets a stuck saga go on, in a transaction of its own.
   *
   * @return the state it was in; empty if there is no such saga
   */
  Optional<SagaState> retry(SagaKey key) throws Exception {
    Optional<SagaState> before =
        transactions.inOwn(
            () -> {
              Optional<Locked> saga = store.lock(key);
              if (saga.isPresent() && saga.get().state() == SagaState.STUCK) {
                store.unstick(
                    key,
                    saga.get().isCompensating() ? SagaState.COMPENSATING : SagaState.RUNNING,
                    timeout(key.saga(), saga.get().step()));
              }
              return saga.map(Locked::state);
            });
    mayHaveMore = true;
    return before;
  }

  private Duration timeout(String saga, String step) {
    SagaSteps<?> steps = sagas.get(saga);
    if (steps == null) {
      return environment.settings().callTimeout();
    }
    return steps.course().definition().steps().stream()
        .filter(s -> s.name().equals(step))
        .map(SagaDefinition.Step::timeout)
        .findFirst()
        .orElse(environment.settings().callTimeout());
  }

  /** Takes on sagas that are due, as many as there is room for. */
  void poll() {
    mayHaveMore = false;
    int room = permits.drainPermits();
    int taken = 0;
    try {
      if (room > 0 && !isStopping) {
        int limit = room;
        List<SagaInstance> claimed =
            transactions.inOwn(
                () -> store.claim(sagas.keySet(), environment.holder(), lease(), limit));
        mayHaveMore |= claimed.size() == room;
        for (SagaInstance at : claimed) {
          taken++;
          submit(at);
        }
      }
      isFailing = false;
    } catch (Exception e) {
      complain("sagas cannot be looked for", e);
    } finally {
      permits.release(room - taken);
    }
  }

  /** Whether {@link #poll} would probably find something right now. */
  boolean shouldPoll() {
    return mayHaveMore && permits.availablePermits() > 0;
  }

  private void submit(SagaInstance at) {
    SagaRun run =
        new SagaRun(
            sagas.get(at.key().saga()), store, transactions, environment, () -> isStopping, at);
    runs.add(run);
    try {
      threads.execute(() -> carryOn(run));
    } catch (RuntimeException e) {
      leave(run); // no thread: it is claimed again when its lease has ended
      complain("saga has no thread saga=" + at.key(), e);
    }
  }

  private void carryOn(SagaRun run) {
    try {
      run.run();
    } catch (Exception e) {
      complain("saga could not be recorded and is taken up again saga=" + run.at().key(), e);
    } finally {
      leave(run);
    }
  }

  private void leave(SagaRun run) {
    if (runs.remove(run)) {
      permits.release();
    }
  }

  /** Renews leases that need it, and gives up attempts that hang. */
  void renew() {
    for (SagaRun run : runs) {
      if (run.isHanging()) {
        LOG.log(
            Level.WARNING,
            "saga step hangs and is given up saga={0} step={1}",
            run.at().key(),
            run.at().step());
        leave(run);
      }
    }
    List<SagaRun> due = runs.stream().filter(SagaRun::needsRenewal).toList();
    if (due.isEmpty()) {
      return;
    }
    try {
      transactions.inOwn(
          () -> {
            store.renew(due.stream().map(SagaRun::at).toList(), lease());
            return null;
          });
      due.forEach(SagaRun::renewed);
      isFailing = false;
    } catch (Exception e) {
      complain("leases of sagas cannot be renewed", e);
    }
  }

  /** Deletes what ended long ago, in small batches. */
  void cleanUp() {
    try {
      int deleted;
      do {
        deleted =
            transactions.inOwn(
                () -> store.cleanUp(environment.settings().retention(), CLEAN_UP_BATCH));
      } while (deleted == CLEAN_UP_BATCH);
    } catch (Exception e) {
      LOG.log(Level.WARNING, "saga clean-up failed module={0}: {1}", module, e);
    }
  }

  /** Lets the attempts under way end and be recorded, but begins none any more. */
  void stop(Duration patience) {
    isStopping = true;
    try {
      if (!permits.tryAcquire(
          environment.settings().atOnce(), patience.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.log(
            Level.INFO,
            "sagas under way are left to other processes or the next start module={0} count={1}",
            module,
            runs.size());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Duration lease() {
    return environment.settings().lease();
  }

  /** A database that is away is reported once, not twice a second. */
  private void complain(String what, Exception e) {
    if (!isStopping) {
      LOG.log(
          isFailing ? Level.DEBUG : Level.WARNING,
          what + " module=" + module + ": " + SagaSteps.describe(e));
    }
    isFailing = true;
  }
}
