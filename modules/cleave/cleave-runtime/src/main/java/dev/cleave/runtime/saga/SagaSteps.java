package dev.cleave.runtime.saga;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.cleave.CallContext;
import dev.cleave.Problem;
import dev.cleave.runtime.Sabotage;
import dev.cleave.runtime.json.ContractJson;
import dev.cleave.saga.SagaDefinition;
import dev.cleave.saga.SagaDefinition.Action;
import dev.cleave.saga.SagaDefinition.Step;
import dev.cleave.saga.SagaFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Makes one attempt at a step or a compensation, outside any transaction, and says how the saga
 * moves on. A defect of the definition's code is a failed attempt like any other.
 */
final class SagaSteps<S> {
  private final Course<S> course;
  private final SagaSettings settings;
  private final Backoff backoff;
  private final LongSupplier nanoTime;
  private final BooleanSupplier skipsCompensations;

  SagaSteps(
      SagaDefinition<S> definition,
      SagaSettings settings,
      Backoff backoff,
      LongSupplier nanoTime,
      BooleanSupplier skipsCompensations) {
    this.course = new Course<>(definition);
    this.settings = settings;
    this.backoff = backoff;
    this.nanoTime = nanoTime;
    this.skipsCompensations = skipsCompensations;
  }

  static <S> SagaSteps<S> of(SagaDefinition<S> definition, SagaSettings settings, Backoff backoff) {
    return new SagaSteps<>(
        definition, settings, backoff, System::nanoTime, Sabotage.SKIP_COMPENSATION::isOn);
  }

  Course<S> course() {
    return course;
  }

  /** Attempts what the saga is at. */
  SagaMove attempt(SagaInstance at) {
    Optional<Step<S>> step = course.step(at);
    if (step.isEmpty()) {
      return SagaMove.from(at).stuck(unknownStep(at));
    }
    S state;
    try {
      state = read(at.data());
    } catch (JsonProcessingException e) {
      return SagaMove.from(at).stuck(unreadable(e));
    }
    return at.state() == SagaState.RUNNING
        ? forward(at, step.get(), state)
        : back(at, step.get(), state);
  }

  private SagaMove forward(SagaInstance at, Step<S> step, S state) {
    if (at.isCancelRequested() && !course.isPastReturn(at.step())) {
      return cancelled(at, at.step());
    }
    if (isOver(at)) {
      return failed(at, "it was not tried again in time");
    }
    try {
      return course.done(at, write(run(step.action(), state, at.key().ofStep(step.name()), at)));
    } catch (Throwable e) {
      Problem problem = e.getClass().getAnnotation(Problem.class);
      if (problem != null && !course.isPastReturn(at.step())) {
        return course.turnBack(
            at, new SagaFailure(at.step(), String.valueOf(e.getMessage()), problem.code()));
      }
      return failed(at, describe(e));
    }
  }

  private SagaMove back(SagaInstance at, Step<S> step, S state) {
    if (step.compensation() == null || skipsCompensations.getAsBoolean()) {
      return course.undone(at, at.data());
    }
    try {
      S after = run(step.compensation(), state, at.key().ofCompensation(step.name()), at);
      return course.undone(at, write(after));
    } catch (Throwable e) {
      return failed(at, describe(e));
    }
  }

  /** What follows from a failed attempt whose outcome is not known. */
  SagaMove failed(SagaInstance at, String cause) {
    if (at.state() == SagaState.COMPENSATING) {
      SagaMove move = SagaMove.from(at).failed(cause, backoff.after(at.attempts() + 1));
      return move.attempts() < settings.compensationAttempts() ? move : move.stuck(cause);
    }
    Duration wait = backoff.after(at.attempts() + 1);
    if (course.isPastReturn(at.step())) {
      return SagaMove.from(at).failed(cause, wait);
    }
    if (isOver(at)) {
      String reason =
          "The step %s was not done within %s; the last attempt failed: %s"
              .formatted(at.step(), course.step(at).orElseThrow().timeout(), cause);
      return course.turnBack(at, new SagaFailure(at.step(), reason, SagaFailure.TIMEOUT));
    }
    Duration left = Duration.ofNanos(at.deadlineNanos() - nanoTime.getAsLong());
    return SagaMove.from(at).failed(cause, wait.compareTo(left) < 0 ? wait : left);
  }

  /**
   * Turns back because somebody asked for it.
   *
   * @param next the step it was about to do
   */
  SagaMove cancelled(SagaInstance at, String next) {
    return course.turnBack(at, new SagaFailure(next, "It was cancelled.", SagaFailure.CANCELLED));
  }

  private boolean isOver(SagaInstance at) {
    return at.state() == SagaState.RUNNING
        && at.deadlineNanos() - nanoTime.getAsLong() <= 0
        && !course.isPastReturn(at.step());
  }

  /** When the attempt that begins now is over at the latest. */
  long attemptDeadline(SagaInstance at) {
    long latest = nanoTime.getAsLong() + settings.callTimeout().toNanos();
    boolean isBounded = at.state() == SagaState.RUNNING && !course.isPastReturn(at.step());
    return isBounded && at.deadlineNanos() - latest < 0 ? at.deadlineNanos() : latest;
  }

  private S run(Action<S> action, S state, String key, SagaInstance at) throws Exception {
    CallContext context =
        CallContext.none().withDeadlineNanos(attemptDeadline(at)).withIdempotencyKey(key);
    return at.traceparent()
        .map(context::withTraceparent)
        .orElse(context)
        .call(() -> action.run(state));
  }

  /** Does what the definition wants done in the transaction that records the end. */
  void end(SagaMove move) throws JsonProcessingException {
    S state = read(move.data());
    if (move.state() == SagaState.FINISHED) {
      course.definition().finished().accept(state);
    } else if (move.state() == SagaState.COMPENSATED) {
      course.definition().compensated().accept(state, move.failure().orElseThrow());
    }
  }

  private S read(String json) throws JsonProcessingException {
    S state = ContractJson.instance().readValue(json, course.definition().stateType());
    if (state == null) {
      throw new com.fasterxml.jackson.databind.JsonMappingException(null, "it is null");
    }
    return state;
  }

  String write(S state) throws JsonProcessingException {
    if (state == null) {
      throw new IllegalStateException(
          "A step of %s returned null; return the state as it is after it."
              .formatted(course.definition().name()));
    }
    return ContractJson.instance()
        .writerFor(course.definition().stateType())
        .writeValueAsString(state);
  }

  private String unknownStep(SagaInstance at) {
    return "The definition of %s that is deployed has no step \"%s\" (it has %s): deploy one that has it, then retry."
        .formatted(
            at.key().saga(),
            at.step(),
            String.join(", ", course.definition().steps().stream().map(Step::name).toList()));
  }

  private String unreadable(JsonProcessingException e) {
    return "What is recorded of it cannot be read as %s: %s. Deploy a definition that can read it, or correct the column data, then retry."
        .formatted(course.definition().stateType().getName(), e.getOriginalMessage());
  }

  static String describe(Throwable failure) {
    String message = failure.getClass().getSimpleName() + ": " + failure.getMessage();
    return message.length() <= 1000 ? message : message.substring(0, 1000);
  }
}
