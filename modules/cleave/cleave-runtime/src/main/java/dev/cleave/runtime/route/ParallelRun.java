package dev.cleave.runtime.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.cleave.runtime.contract.ContractMethod;
import dev.cleave.runtime.route.ParallelRuns.Answer;
import dev.cleave.runtime.route.ParallelRuns.Difference;
import dev.cleave.runtime.route.ParallelRuns.MethodFigures;
import dev.cleave.runtime.route.ParallelRuns.ModuleRun;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** The comparisons of one module, since its candidate was configured. Thread-safe. */
final class ParallelRun {
  /** How many differences are kept; older ones make room. */
  static final int KEPT = 100;

  private static final Logger LOG = System.getLogger(ParallelRun.class.getName());

  private final String module;
  private final Instant since = Instant.now();
  private final Map<String, Counts> methods = new ConcurrentSkipListMap<>();
  private final Deque<Difference> differences = new ArrayDeque<>();

  private static final class Counts {
    private final LongAdder equal = new LongAdder();
    private final LongAdder settled = new LongAdder();
    private final LongAdder different = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private volatile String lastFailure;

    MethodFigures figures(String method) {
      long same = equal.sum();
      long others = different.sum();
      return new MethodFigures(
          method,
          same + others,
          same,
          settled.sum(),
          others,
          failed.sum(),
          dropped.sum(),
          Optional.ofNullable(lastFailure));
    }
  }

  ParallelRun(String module) {
    this.module = module;
  }

  /**
   * Asks the candidate and notes what comes of it. A read that raced with a write may have seen
   * something else legitimately, so answers that differ are asked for once more on both sides.
   *
   * @param answer of the control: its result, or the declared exception it threw
   */
  void compare(ParallelRead read, Object answer, Binding control, Binding candidate) {
    Counts counts = counts(read.method());
    try {
      Outcome expected =
          answer instanceof Exception refusal
              ? Outcome.problem(read.method(), refusal).orElseThrow(() -> refusal)
              : Outcome.of(read.method(), answer);
      if (expected.equals(read.ask(candidate))) {
        counts.equal.increment();
        return;
      }
      expected = read.ask(control);
      Outcome actual = read.ask(candidate);
      if (expected.equals(actual)) {
        counts.settled.increment();
        counts.equal.increment();
      } else {
        keep(read, expected, actual);
        counts.different.increment();
        warn(read.method(), counts);
      }
    } catch (Throwable e) { // whatever it is: nobody waits for it
      counts.lastFailure = Excerpt.of(e.getClass().getSimpleName() + ": " + e.getMessage(), 0);
      counts.failed.increment();
    }
  }

  private void keep(ParallelRead read, Outcome expected, Outcome actual)
      throws JsonProcessingException {
    int place = Excerpt.firstDifference(expected.json(), actual.json());
    Difference difference =
        new Difference(
            Instant.now(),
            read.method().name(),
            Excerpt.of(Outcome.arguments(read.method(), read.arguments()), 0),
            answer(expected, place),
            answer(actual, place));
    synchronized (differences) {
      if (differences.size() == KEPT) {
        differences.removeFirst();
      }
      differences.addLast(difference);
    }
  }

  private static Answer answer(Outcome outcome, int place) {
    return new Answer(
        outcome.isProblem() ? Answer.Kind.PROBLEM : Answer.Kind.RESULT,
        Excerpt.of(outcome.json(), place));
  }

  /** Once for each method, and without what was read: that may be personal. */
  private void warn(ContractMethod method, Counts counts) {
    if (counts.different.sum() == 1) {
      LOG.log(
          Level.WARNING,
          "parallel run module={0} method={1} differs; see GET /cleave/diffs on the internal port",
          module,
          method.name());
    }
  }

  /** A read was not compared, because too many waited for it. */
  void dropped(ContractMethod method) {
    counts(method).dropped.increment();
  }

  private Counts counts(ContractMethod method) {
    return methods.computeIfAbsent(method.name(), name -> new Counts());
  }

  ModuleRun report() {
    List<MethodFigures> figures =
        methods.entrySet().stream().map(entry -> entry.getValue().figures(entry.getKey())).toList();
    synchronized (differences) {
      return new ModuleRun(module, since, figures, List.copyOf(differences));
    }
  }
}
