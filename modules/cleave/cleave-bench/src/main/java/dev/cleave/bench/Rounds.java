package dev.cleave.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;

/**
 * Two measurements taken in turn, A B A B, so that a change of the machine's speed meets both.
 *
 * @param subject the figures of what is measured
 * @param yardstick the figures of what it is measured against
 * @param ratios subject / yardstick, round by round
 */
public record Rounds(List<Double> subject, List<Double> yardstick, List<Double> ratios) {
  static Rounds measure(int rounds, DoubleSupplier subject, DoubleSupplier yardstick) {
    List<List<Double>> figures = inTurn(rounds, subject, yardstick);
    return of(figures.get(0), figures.get(1));
  }

  static Rounds of(List<Double> subject, List<Double> yardstick) {
    return new Rounds(
        subject,
        yardstick,
        IntStream.range(0, subject.size())
            .mapToObj(round -> subject.get(round) / yardstick.get(round))
            .toList());
  }

  /** The figures of each, after one round that does not count. */
  static List<List<Double>> inTurn(int rounds, DoubleSupplier... measurements) {
    List<List<Double>> figures = new ArrayList<>();
    for (DoubleSupplier measurement : measurements) {
      measurement.getAsDouble();
      figures.add(new ArrayList<>());
    }
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < measurements.length; i++) {
        figures.get(i).add(measurements[i].getAsDouble());
      }
    }
    return figures;
  }
}
