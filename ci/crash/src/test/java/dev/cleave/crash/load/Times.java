package dev.cleave.crash.load;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Instants and samples around one moment. */
public final class Times {

  private static final Instant ZERO = Instant.parse("2026-01-01T00:00:00Z");

  private Times() {}

  public static Instant at(double seconds) {
    return ZERO.plusNanos((long) (seconds * 1e9));
  }

  public static Window from(double begin, double end) {
    return new Window(at(begin), at(end));
  }

  public static Sample good(double seconds, long millis) {
    return new Sample("read", at(seconds), Duration.ofMillis(millis), null);
  }

  public static Sample failed(double seconds, long millis) {
    return new Sample("read", at(seconds), Duration.ofMillis(millis), "500");
  }

  /** A hundred each second, each of them {@code millis} long. */
  public static List<Sample> hundredASecond(double begin, double end, long millis) {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; begin + i / 100.0 < end; i++) {
      samples.add(good(begin + i / 100.0, millis));
    }
    return samples;
  }
}
