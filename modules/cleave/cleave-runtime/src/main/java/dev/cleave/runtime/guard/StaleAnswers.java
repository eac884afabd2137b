package dev.cleave.runtime.guard;

import dev.cleave.Caller;
import dev.cleave.runtime.guard.Policies.Keeping;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The last good answers of one read, by caller and arguments; a bounded number. Used by many
 * threads.
 */
final class StaleAnswers {
  private static final float LOAD = 0.75f;

  private final LongSupplier clock;
  private final Keeping keeping;
  private final Map<Question, Kept> answers;

  private record Question(Caller caller, List<Object> arguments) {}

  private record Kept(Object answer, long at) {}

  /** An answer from before. */
  record Old(Object answer, Duration age) {}

  StaleAnswers(Keeping keeping, LongSupplier clock) {
    this.keeping = keeping;
    this.clock = clock;
    this.answers =
        new LinkedHashMap<>(16, LOAD, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Question, Kept> eldest) {
            return size() > keeping.entries();
          }
        };
  }

  Keeping keeping() {
    return keeping;
  }

  private static Question question(Caller caller, Object[] arguments) {
    return new Question(caller, arguments == null ? List.of() : Arrays.asList(arguments.clone()));
  }

  synchronized void keep(Caller caller, Object[] arguments, Object answer) {
    answers.put(question(caller, arguments), new Kept(answer, clock.getAsLong()));
  }

  /** What was kept is no longer so. */
  synchronized void forget(Caller caller, Object[] arguments) {
    answers.remove(question(caller, arguments));
  }

  synchronized Optional<Old> find(Caller caller, Object[] arguments) {
    Kept kept = answers.get(question(caller, arguments));
    if (kept == null) {
      return Optional.empty();
    }
    Duration age = Duration.ofNanos(clock.getAsLong() - kept.at());
    return age.compareTo(keeping.maxAge()) <= 0
        ? Optional.of(new Old(kept.answer(), age))
        : Optional.empty();
  }
}
