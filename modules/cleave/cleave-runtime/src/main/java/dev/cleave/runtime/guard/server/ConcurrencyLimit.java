package dev.cleave.runtime.guard.server;

import com.netflix.concurrency.limits.Limit;
import com.netflix.concurrency.limits.limit.FixedLimit;
import com.netflix.concurrency.limits.limit.VegasLimit;
import com.netflix.concurrency.limits.limit.WindowedLimit;
import java.util.function.Consumer;

/** What is wished for {@code cleave.concurrency-limit}. */
public record ConcurrencyLimit(Kind kind, int most) {
  /** Below this nobody is refused, however slow the calls have become. */
  static final int FLOOR = 32;

  /**
   * Of what is found out: half of the threads that the servers have at once, so that there are some
   * left to refuse with. What waits for a thread is seen by nobody.
   */
  private static final int HIGHEST = 64;

  private static final int CEILING = 1_000;

  /** How the limit is found. */
  enum Kind {
    AUTO,
    FIXED,
    NONE
  }

  /**
   * Reads {@code auto}, a number, or {@code none}.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  public static ConcurrencyLimit parse(String key, String text) {
    switch (text.trim()) {
      case "auto":
        return new ConcurrencyLimit(Kind.AUTO, 0);
      case "none":
        return new ConcurrencyLimit(Kind.NONE, 0);
      default:
        try {
          int most = Integer.parseInt(text.trim());
          if (most >= 1 && most <= CEILING) {
            return new ConcurrencyLimit(Kind.FIXED, most);
          }
        } catch (NumberFormatException e) {
          // falls through to the message, which says all that the exception does
        }
        throw new IllegalArgumentException(
            "%s = \"%s\": write auto, none, or a number from 1 to %d."
                .formatted(key, text, CEILING));
    }
  }

  /** A new limit of that kind; {@code null} for none. */
  Limit limit() {
    return switch (kind) {
      case NONE -> null;
      case FIXED -> FixedLimit.of(most);
      case AUTO ->
          new AtLeast(
              FLOOR,
              WindowedLimit.newBuilder()
                  .build(
                      VegasLimit.newBuilder()
                          .initialLimit(FLOOR)
                          .maxConcurrency(HIGHEST)
                          .build()));
    };
  }

  /** A limit that does not fall below a floor. */
  private record AtLeast(int floor, Limit learned) implements Limit {
    @Override
    public int getLimit() {
      return Math.max(floor, learned.getLimit());
    }

    @Override
    public void notifyOnChange(Consumer<Integer> consumer) {
      learned.notifyOnChange(most -> consumer.accept(Math.max(floor, most)));
    }

    @Override
    public void onSample(long start, long took, int inFlight, boolean isDropped) {
      learned.onSample(start, took, inFlight, isDropped);
    }
  }
}
