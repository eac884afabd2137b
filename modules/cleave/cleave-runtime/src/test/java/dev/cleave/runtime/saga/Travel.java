package dev.cleave.runtime.saga;

import dev.cleave.CallContext;
import dev.cleave.DeadlineExceeded;
import dev.cleave.ModuleUnavailable;
import dev.cleave.Problem;
import dev.cleave.saga.SagaDefinition;
import dev.cleave.saga.SagaFailure;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A saga over modules that keep their contracts: a command repeated under its key has its effect
 * once, and a booking that was cancelled, perhaps before it was made, is not made any more. What
 * happens to a call is told beforehand; when nothing is told, it succeeds.
 */
final class Travel {
  static final String NAME = "travel.book.v1";
  static final List<String> STEPS = List.of("look", "flight", "hotel", "car", "ticket");

  /** What happens to a call. */
  enum Fault {
    /** It is refused, as its contract declares. */
    REFUSED,
    /** It never arrives. */
    NOT_SENT,
    /** It is executed, and its answer is lost. */
    ANSWER_LOST,
    /** It is executed, but takes longer than a step has. */
    SLOW,
    /** The code of the step is wrong. */
    DEFECT
  }

  /** What the saga knows. */
  record Trip(String id, List<String> booked) {}

  /** The contract's refusal. */
  @Problem(code = "travel.full", status = 409)
  static final class Full extends Exception {
    private static final long serialVersionUID = 1L;

    Full(String what) {
      super("There is no " + what + " left: travel later.");
    }
  }

  final List<String> calls = new ArrayList<>();
  final Map<String, Integer> effects = new HashMap<>();
  final List<String> ends;
  final Map<String, Deque<Fault>> faults = new HashMap<>();
  private final Set<String> keys = new HashSet<>();
  private final Set<String> cancelled = new HashSet<>();
  private final SagasInMemory store;
  private final Kill kill;
  Runnable duringCalls = () -> {};
  RuntimeException endRefusal;

  Travel(SagasInMemory store, Kill kill) {
    this.store = store;
    this.ends = store.ends;
    this.kill = kill;
  }

  /**
   * The table of steps.
   *
   * @param pointOfNoReturn the last step is one
   */
  SagaDefinition<Trip> definition(boolean pointOfNoReturn) {
    SagaDefinition.StepBuilder<Trip> steps =
        SagaDefinition.named(NAME, Trip.class)
            .step("look", trip -> trip)
            .step("flight", trip -> book(trip, "flight"))
            .compensatedBy(trip -> cancel(trip, "flight"))
            .step("hotel", trip -> book(trip, "hotel"))
            .compensatedBy(trip -> cancel(trip, "hotel"))
            .within(Duration.ofSeconds(20))
            .step("car", trip -> book(trip, "car"))
            .compensatedBy(trip -> cancel(trip, "car"));
    steps = steps.step("ticket", trip -> book(trip, "ticket"));
    steps =
        pointOfNoReturn
            ? steps.pointOfNoReturn()
            : steps.compensatedBy(trip -> cancel(trip, "ticket"));
    return steps
        .onFinished(trip -> end("finished"))
        .onCompensated((Trip trip, SagaFailure failure) -> end("compensated " + failure.code()))
        .define();
  }

  private void end(String how) {
    if (endRefusal != null) {
      throw endRefusal;
    }
    ends.add(how);
  }

  void happens(String call, Fault... next) {
    faults.computeIfAbsent(call, name -> new ArrayDeque<>()).addAll(List.of(next));
  }

  private Trip book(Trip trip, String what) throws Exception {
    call(
        what,
        () -> {
          if (cancelled.contains(what)) {
            throw new Full(what);
          }
          effects.merge(what, 1, Integer::sum);
        });
    List<String> booked = new ArrayList<>(trip.booked());
    booked.add(what);
    return new Trip(trip.id(), booked);
  }

  private Trip cancel(Trip trip, String what) throws Exception {
    call(
        "undo " + what,
        () -> {
          cancelled.add(what);
          if (effects.getOrDefault(what, 0) > 0) {
            effects.merge(what, -1, Integer::sum);
          }
        });
    return new Trip(trip.id(), trip.booked().stream().filter(b -> !b.equals(what)).toList());
  }

  private interface Effect {
    void happen() throws Full;
  }

  private void call(String what, Effect effect) throws Full {
    kill.pass();
    calls.add(what);
    duringCalls.run();
    Deque<Fault> told = faults.get(what);
    Fault fault = told == null ? null : told.poll();
    String key = CallContext.current().nextIdempotencyKey().orElseThrow();
    if (fault == Fault.REFUSED) {
      throw new Full(what);
    }
    if (fault == Fault.NOT_SENT) {
      throw new ModuleUnavailable("no connection", true, null);
    }
    if (fault == Fault.DEFECT) {
      throw new NullPointerException("a defect");
    }
    if (!keys.contains(key)) {
      effect.happen();
      keys.add(key);
    }
    kill.pass();
    if (fault == Fault.ANSWER_LOST) {
      throw new ModuleUnavailable("connection lost", false, null);
    }
    if (fault == Fault.SLOW) {
      store.pass(Duration.ofSeconds(31));
      throw DeadlineExceeded.outcomeUnknown("too late");
    }
  }
}
