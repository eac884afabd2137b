package dev.cleave.runtime.route;

import dev.cleave.CallContext;
import dev.cleave.SubstituteAnswers;
import dev.cleave.SubstituteAnswers.Answer;
import dev.cleave.runtime.contract.ContractMethod;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Carries every call over one way, the control, whose answer is the caller's. A share of the reads
 * is afterwards asked over another way too, the candidate, and the answers are compared: on threads
 * of their own, so that nothing the candidate does can delay or fail the caller, or take part in
 * its transaction. Commands go nowhere twice.
 *
 * <p>Which reads is left to chance, so that in time they are about everything. It has no plain
 * targets: every read must come by here.
 */
final class ComparedBinding implements Binding {
  private static final int ALL = 100;

  private final Binding control;
  private final Binding candidate;
  private final int percent;
  private final ParallelRuns runs;
  private final ParallelRun run;

  /**
   * A binding that answers as {@code control} does.
   *
   * @param percent of the reads that the candidate is asked too
   * @param run what is found goes there
   */
  ComparedBinding(
      Binding control, Binding candidate, int percent, ParallelRuns runs, ParallelRun run) {
    this.control = control;
    this.candidate = candidate;
    this.percent = percent;
    this.runs = runs;
    this.run = run;
  }

  @Override
  public Object call(
      ContractMethod method, Object[] arguments, CallContext context, boolean isRepeatable)
      throws Exception {
    if (method.isCommand() || !isSampled()) {
      return control.call(method, arguments, context, isRepeatable);
    }
    long nanos = context.remainingNanos();
    Answer<Object> answer;
    try {
      answer = SubstituteAnswers.of(() -> control.call(method, arguments, context, isRepeatable));
    } catch (Exception e) {
      if (Outcome.isDeclared(method, e)) { // anything else is no answer to compare with
        compare(method, arguments, context, nanos, e);
      }
      throw e;
    }
    if (answer.isGenuine()) {
      compare(method, arguments, context, nanos, answer.value());
    }
    return answer.value();
  }

  private boolean isSampled() {
    return percent >= ALL || ThreadLocalRandom.current().nextInt(ALL) < percent;
  }

  private void compare(
      ContractMethod method, Object[] arguments, CallContext context, long nanos, Object answer) {
    ParallelRead read = new ParallelRead(method, arguments, context, nanos);
    if (!runs.later(() -> run.compare(read, answer, control, candidate))) {
      run.dropped(method);
    }
  }

  /** What joins a transaction is never asked twice. */
  @Override
  public Object join(
      ContractMethod method, Object[] arguments, CallContext context, boolean isRepeatable)
      throws Exception {
    return control.join(method, arguments, context, isRepeatable);
  }
}
