package dev.cleave;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells whether answers of contract calls are genuine, or substitutes that were given because a
 * module could not be reached: a default ({@code @Fallback}) or an old answer ({@link
 * StaleIfError}).
 *
 * <pre>{@code
 * var shipment = SubstituteAnswers.of(() -> shipping.shipment(id));
 * if (shipment.isGenuine()) { … }
 * }</pre>
 *
 * <p>What is made of a substitute is one itself: it is also told to those around, up to the request
 * that it is for. Bound to the thread while the task runs, and to nothing after it.
 */
public final class SubstituteAnswers {
  private static final ThreadLocal<List<Substitute>> OPEN = new ThreadLocal<>();

  private SubstituteAnswers() {}

  /** Where a substitute came from. */
  public enum Kind {
    /** Made up by the contract's fallback. */
    DEFAULT,
    /** An answer given before. */
    STALE
  }

  /**
   * A substitute that was given.
   *
   * @param kind where it came from
   * @param source the method that was called, {@code Contract.method}, or the contract, if the call
   *     was made by another process
   * @param age of the answer; zero for a default
   */
  public record Substitute(Kind kind, String source, Duration age) {}

  /**
   * A result, and what of it is not genuine.
   *
   * @param value what the task returned
   * @param substitutes that were given to the task, in their order
   */
  public record Answer<T>(T value, List<Substitute> substitutes) {
    public Answer {
      substitutes = List.copyOf(substitutes);
    }

    /** Whether nothing of it is a substitute. */
    public boolean isGenuine() {
      return substitutes.isEmpty();
    }
  }

  /**
   * Runs the task on this thread, and tells which of the answers that it got were substitutes.
   *
   * @throws X what the task throws
   */
  public static <T, X extends Exception> Answer<T> of(CallContext.Task<T, X> task) throws X {
    List<Substitute> found = new ArrayList<>();
    T value = collect(found, task);
    return new Answer<>(value, found);
  }

  /**
   * As {@link #of}, for bindings: the substitutes are in the list also if the task throws.
   *
   * @throws X what the task throws
   */
  public static <T, X extends Exception> T collect(
      List<Substitute> found, CallContext.Task<T, X> task) throws X {
    List<Substitute> around = OPEN.get();
    int before = found.size();
    OPEN.set(found);
    try {
      return task.call();
    } finally {
      if (around == null) {
        OPEN.remove();
      } else {
        OPEN.set(around);
        around.addAll(found.subList(before, found.size()));
      }
    }
  }

  /** Notes that the call that this thread is making is answered with a substitute; for bindings. */
  public static void note(Substitute substitute) {
    List<Substitute> found = OPEN.get();
    if (found != null) {
      found.add(substitute);
    }
  }
}
