package dev.cleave.runtime.guard.server;

import com.netflix.concurrency.limits.Limit;
import com.netflix.concurrency.limits.limit.AIMDLimit;
import com.netflix.concurrency.limits.limit.FixedLimit;
import com.netflix.concurrency.limits.limit.VegasLimit;
import com.netflix.concurrency.limits.limit.WindowedLimit;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What is wished for {@code cleave.concurrency-limit}. */
public record ConcurrencyLimit(Kind kind, int most) {
  /** Where {@code auto} begins; of what it finds, the lowest and the highest. */
  static final int FIRST = 32;

  private static final int LOWEST = 4;

  /**
   * Half of the threads that the servers have at once, so that there are some left to refuse with:
   * what waits for a thread is seen by nobody.
   */
  private static final int HIGHEST = 64;

  private static final int CEILING = 1_000;

  /** Nobody is refused while calls take no longer than this. */
  private static final long GOOD_TIME_MILLIS = 250;

  private static final long WINDOW_MILLIS = 250;
  private static final double BACK_OFF = 0.8;

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
      case AUTO -> new Larger(bySlowness(), byQueue());
    };
  }

  /** Shrinks while calls take longer than is good. */
  private static Limit bySlowness() {
    return windowed(
        AIMDLimit.newBuilder()
            .initialLimit(FIRST)
            .minLimit(LOWEST)
            .maxLimit(HIGHEST)
            .backoffRatio(BACK_OFF)
            .timeout(GOOD_TIME_MILLIS, TimeUnit.MILLISECONDS)
            .build());
  }

  /** Shrinks while calls take much longer than they do when they are few: TCP Vegas. */
  private static Limit byQueue() {
    return windowed(
        VegasLimit.newBuilder()
            .initialLimit(FIRST)
            .maxConcurrency(HIGHEST)
            .decreaseFunction(limit -> Math.max(LOWEST, limit * BACK_OFF))
            .build());
  }

  private static Limit windowed(Limit limit) {
    return WindowedLimit.newBuilder()
        .minWindowTime(WINDOW_MILLIS, TimeUnit.MILLISECONDS)
        .maxWindowTime(WINDOW_MILLIS, TimeUnit.MILLISECONDS)
        .build(limit);
  }

  /** Two limits, of which the larger one counts: both must find that there are too many. */
  private record Larger(Limit first, Limit second) implements Limit {
    @Override
    public int getLimit() {
      return Math.max(first.getLimit(), second.getLimit());
    }

    @Override
    public void notifyOnChange(Consumer<Integer> consumer) {
      first.notifyOnChange(changed -> consumer.accept(getLimit()));
      second.notifyOnChange(changed -> consumer.accept(getLimit()));
    }

    @Override
    public void onSample(long start, long took, int inFlight, boolean isDropped) {
      first.onSample(start, took, inFlight, isDropped);
      second.onSample(start, took, inFlight, isDropped);
    }
  }
}
