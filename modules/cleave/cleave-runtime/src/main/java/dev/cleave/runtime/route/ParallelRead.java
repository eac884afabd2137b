package dev.cleave.runtime.route;

import dev.cleave.CallContext;
import dev.cleave.DeadlineExceeded;
import dev.cleave.runtime.contract.ContractMethod;
import dev.cleave.runtime.standby.Rehearsal;

/**
 * A read that can be asked again, as the same caller and under the same trace.
 *
 * @param arguments as they were given; they are immutable
 * @param context of the call that it repeats
 * @param nanos how long an answer may take: as long as the caller would have waited
 */
record ParallelRead(ContractMethod method, Object[] arguments, CallContext context, long nanos) {

  /**
   * Asks over a way, on the calling thread.
   *
   * @throws Exception if it gives no answer in time: neither a result nor a declared exception
   */
  Outcome ask(Binding way) throws Exception {
    CallContext own =
        CallContext.none()
            .withCaller(context.caller())
            .withTraceparent(context.traceparent().orElse(null))
            .withDeadlineNanos(System.nanoTime() + nanos);
    Outcome outcome;
    try {
      outcome = Outcome.of(method, ask(way, own));
    } catch (Exception e) {
      outcome = Outcome.problem(method, e).orElseThrow(() -> e);
    }
    if (own.remainingNanos() <= 0) {
      throw DeadlineExceeded.outcomeUnknown(method.name() + " answered after its deadline.");
    }
    return outcome;
  }

  private Object ask(Binding way, CallContext own) throws Exception {
    return Rehearsal.call(true, () -> own.call(() -> way.call(method, arguments, own, false)));
  }
}
