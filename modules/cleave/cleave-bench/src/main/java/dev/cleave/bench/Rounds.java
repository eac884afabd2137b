package dev.cleave.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * Two measurements taken in turn, A B A B, so that a change of the machine's speed meets both.
 *
 * @param subject the figures of what is measured
 * @param yardstick the figures of what it is measured against
 * @param ratios subject / yardstick, round by round
 */
public record Rounds(List<Double> subject, List<Double> yardstick, List<Double> ratios) {
  static Rounds measure(int rounds, DoubleSupplier subject, DoubleSupplier yardstick) {
    subject.getAsDouble();
    yardstick.getAsDouble();
    List<Double> a = new ArrayList<>();
    List<Double> b = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      a.add(subject.getAsDouble());
      b.add(yardstick.getAsDouble());
      ratios.add(a.get(i) / b.get(i));
    }
    return new Rounds(a, b, ratios);
  }
}
