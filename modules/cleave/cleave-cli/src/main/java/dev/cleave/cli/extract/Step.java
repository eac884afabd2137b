package dev.cleave.cli.extract;

import dev.cleave.cli.CommandFailed;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The steps of an extraction, in their order; each includes the ones before it. */
public enum Step {
  NONE("the module is in the monolith"),
  REPORT("it is known what depends on the module and what stands in the way"),
  LOOPBACK("calls leave the process and come back: the boundary is proven"),
  START("the module also runs as a process of its own, on the same schema"),
  SHADOW("reads are answered as before, and compared with the new process"),
  CANARY("calls and events go to the new process"),
  MOVE("the module has a database of its own"),
  RETIRE("the monolith is built without the module's service");

  private final String truth;

  Step(String truth) {
    this.truth = truth;
  }

  /** What is true after it. */
  public String truth() {
    return truth;
  }

  /** As it is written. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one after it. */
  public Step next() {
    return values()[Math.min(ordinal() + 1, values().length - 1)];
  }

  /** The one before it. */
  public Step previous() {
    return values()[Math.max(ordinal() - 1, 0)];
  }

  /** Whether everything that is true after {@code other} is true after this one. */
  public boolean includes(Step other) {
    return compareTo(other) >= 0;
  }

  /**
   * The step of that name.
   *
   * @throws CommandFailed for another word, naming those that exist
   */
  public static Step of(String word) {
    return Arrays.stream(values())
        .filter(step -> step.word().equals(word))
        .findFirst()
        .orElseThrow(
            () -> new CommandFailed("there is no step %s; there are %s".formatted(word, words())));
  }

  private static String words() {
    return List.of(values()).stream().map(Step::word).collect(Collectors.joining(", "));
  }
}
