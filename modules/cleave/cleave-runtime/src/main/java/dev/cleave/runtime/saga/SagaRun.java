package dev.cleave.runtime.saga;

import dev.cleave.runtime.call.Transactions;
import dev.cleave.runtime.saga.SagaStore.Recorded;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * One saga while this process carries it on: attempts and records, until it has ended, must wait,
 * or is somebody else's. On its own thread; others may only look.
 */
final class SagaRun {
  private static final Logger LOG = System.getLogger(SagaRun.class.getName());

  private final SagaSteps<?> steps;
  private final SagaStore store;
  private final Transactions transactions;
  private final String holder;
  private final Duration lease;
  private final LongSupplier nanoTime;
  private final BooleanSupplier isStopping;
  private final SagaObserver observer;
  private volatile SagaInstance at;
  private volatile long leasedNanos;
  private volatile long attemptDeadline;

  SagaRun(
      SagaSteps<?> steps,
      SagaStore store,
      Transactions transactions,
      SagaEnvironment environment,
      BooleanSupplier isStopping,
      SagaInstance at) {
    this.steps = steps;
    this.store = store;
    this.transactions = transactions;
    this.holder = environment.holder();
    this.lease = environment.settings().lease();
    this.nanoTime = environment.nanoTime();
    this.observer = environment.observer();
    this.isStopping = isStopping;
    this.at = at;
    this.leasedNanos = nanoTime.getAsLong();
    this.attemptDeadline = attemptDeadline();
  }

  /** In the future, even if the step's time is over: then there is no attempt, but a recording. */
  private long attemptDeadline() {
    long now = nanoTime.getAsLong();
    return now + Math.max(0, steps.attemptDeadline(at) - now);
  }

  SagaInstance at() {
    return at;
  }

  /** Whether the lease should be renewed soon. */
  boolean needsRenewal() {
    return nanoTime.getAsLong() - leasedNanos > lease.toNanos() / 3;
  }

  void renewed() {
    leasedNanos = nanoTime.getAsLong();
  }

  /**
   * Whether the attempt hangs: it is long past its deadline, which calls observe that do not. Its
   * lease is left to end then, so that another thread or process tries again.
   */
  boolean isHanging() {
    return nanoTime.getAsLong() - attemptDeadline > lease.toNanos();
  }

  /**
   * Carries the saga on.
   *
   * @throws Exception if nothing can be recorded: then the lease ends by itself, and the saga is
   *     carried on from where it was recorded last
   */
  void run() throws Exception {
    boolean goesOn = true;
    while (goesOn && !isHanging()) {
      attemptDeadline = attemptDeadline();
      goesOn = record(steps.attempt(at), true);
    }
  }

  private boolean record(SagaMove move, boolean mayFail) throws Exception {
    Recorded recorded;
    try {
      recorded = transactions.inOwn(() -> recordInTransaction(move));
    } catch (Exception e) {
      if (!mayFail) {
        throw e;
      }
      // what ends a saga may be refused by the work that goes with it, or by the commit
      return record(steps.failed(at, SagaSteps.describe(e)), false);
    }
    return switch (recorded) {
      case YES -> recorded(move);
      case LOST -> {
        LOG.log(Level.INFO, "saga is carried on elsewhere saga={0}", at.key());
        yield false;
      }
      case CANCELLED -> record(steps.cancelled(at.withData(move.data()), move.step()), mayFail);
    };
  }

  private Recorded recordInTransaction(SagaMove move) throws Exception {
    boolean keeps = move.goesOn() && !isStopping.getAsBoolean();
    Recorded recorded =
        store.record(
            at,
            move,
            keeps ? Optional.of(holder) : Optional.empty(),
            lease,
            steps.course().heedsCancel(at, move));
    if (recorded == Recorded.YES && move.state().hasEnded()) {
      steps.end(move);
    }
    return recorded;
  }

  private boolean recorded(SagaMove move) {
    long now = nanoTime.getAsLong();
    SagaInstance before = at;
    at = before.after(move, now);
    leasedNanos = now;
    if (move.state().hasEnded()) {
      observer.ended(
          at.key().saga(), move.state(), Duration.ofNanos(Math.max(0, now - at.startedNanos())));
    } else if (move.state() == SagaState.STUCK) {
      LOG.log(
          Level.ERROR,
          "saga is stuck saga={0} step={1} cause={2}",
          at.key(),
          at.step(),
          move.cause().orElse(""));
    } else if (before.state() == SagaState.RUNNING && move.state() == SagaState.COMPENSATING) {
      LOG.log(
          Level.INFO,
          "saga compensates saga={0} step={1} code={2}",
          at.key(),
          at.step(),
          move.failure().orElseThrow().code());
    }
    return move.goesOn() && !isStopping.getAsBoolean();
  }
}
