package dev.cleave.runtime.json;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A record with every type a contract may carry. */
public record Sample(
    SampleId id,
    String text,
    int small,
    long large,
    boolean flag,
    BigDecimal decimal,
    Instant instant,
    LocalDate date,
    UUID uuid,
    Colour colour,
    Shape shape,
    List<Line> lines,
    Optional<String> note,
    Optional<Instant> seen,
    List<Instant> times) {
  public record SampleId(int value) {}

  public record Line(SampleId sample, BigDecimal amount) {}

  public enum Colour {
    RED,
    GREEN,
    UNKNOWN
  }

  public sealed interface Shape permits Circle, LongBox {}

  public record Circle(int radius) implements Shape {}

  public record LongBox(int width, Instant cut) implements Shape {}
}
