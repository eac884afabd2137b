package dev.cleave.runtime.guard;

import dev.cleave.CallContext;
import dev.cleave.CallException;
import dev.cleave.DeadlineExceeded;
import dev.cleave.ModuleUnavailable;
import dev.cleave.runtime.contract.ContractMethod;
import dev.cleave.runtime.guard.GuardFigures.Event;
import dev.cleave.runtime.guard.Policies.Repeats;
import dev.cleave.runtime.problem.EarlierAttempt;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Repeats calls that failed on their way, where that is safe: reads, and commands, which have a key
 * by which the callee knows a repeat. Within the deadline, and within a budget of the way.
 */
final class Repetition {
  private final RetryBudget budget;
  private final GuardFigures figures;
  private final Pause pause;
  private final RandomGenerator random;

  /** One attempt at a call. */
  interface Attempt {
    /**
     * Makes the attempt.
     *
     * @param isRepeatable whether the callee must ask for the key of a command
     */
    Object make(boolean isRepeatable) throws Exception;
  }

  /** Waits on the caller's thread. */
  interface Pause {
    void of(long nanos) throws InterruptedException;
  }

  Repetition(RetryBudget budget, GuardFigures figures, Pause pause, RandomGenerator random) {
    this.budget = budget;
    this.figures = figures;
    this.pause = pause;
    this.random = random;
  }

  Object call(
      Optional<Repeats> policy,
      ContractMethod method,
      CallContext context,
      boolean isRepeatable,
      Attempt attempt)
      throws Exception {
    if (policy.isEmpty()) {
      return attempt.make(isRepeatable);
    }
    Repeats repeats = policy.get();
    budget.call();
    long begun = System.nanoTime();
    CallException first = null;
    CallException unknown = null;
    for (int repeat = 0; ; repeat++) {
      try {
        return attempt.make(isRepeatable || unknown != null);
      } catch (Rejected e) {
        throw unknown == null ? e : EarlierAttempt.with(e.forCaller(), unknown);
      } catch (CallException e) {
        Failure kind = Failure.of(e);
        long now = System.nanoTime();
        long wait = repeats.waits().nanos(repeat, random);
        boolean isWorthIt =
            isWorthIt(repeats, kind, e, repeat)
                && wait < context.remainingNanos()
                && now + wait - begun < repeats.longest().toNanos();
        if (!isWorthIt || !budget.repeat()) {
          if (isWorthIt) {
            figures.count(Event.RETRY_REFUSED);
          }
          CallException earlier = kind == Failure.IN_PROGRESS ? first : unknown;
          throw earlier == null ? e : EarlierAttempt.with(e, earlier);
        }
        if (unknown == null && method.isCommand() && isUnknown(e)) {
          unknown = e;
        }
        first = first == null ? e : first;
        figures.count(Event.RETRY);
        pause.of(wait);
      }
    }
  }

  private static boolean isWorthIt(
      Repeats repeats, Failure kind, CallException failure, int repeat) {
    boolean isOfTheWay =
        switch (kind) {
          case WAY, OVERLOAD, LATE -> true;
          case IN_PROGRESS -> repeat > 0; // what is in progress is the attempt before
          case ANSWER -> false;
        };
    return isOfTheWay && repeat < repeats.most() && repeats.which().has(failure);
  }

  private static boolean isUnknown(CallException failure) {
    return failure instanceof ModuleUnavailable gone
        ? !gone.isOutcomeKnown()
        : !(failure instanceof DeadlineExceeded late) || !late.isOutcomeKnown();
  }
}
