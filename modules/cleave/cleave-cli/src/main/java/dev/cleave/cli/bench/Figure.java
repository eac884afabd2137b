package dev.cleave.cli.bench;

import java.util.List;
import java.util.Locale;

/**
 * One measured quantity.
 *
 * @param name the metric
 * @param rounds what each round gave
 */
public record Figure(String name, List<Double> rounds) {

  public Figure {
    if (rounds.isEmpty()) {
      throw new IllegalArgumentException(name + " has no rounds");
    }
    rounds = List.copyOf(rounds);
  }

  /** A quantity that is read once. */
  public static Figure of(String name, double value) {
    return new Figure(name, List.of(value));
  }

  /** The median over the rounds: what to quote. */
  public double median() {
    List<Double> sorted = rounds.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** The figure for a person: the median, and the smallest and largest round. */
  public String line() {
    double min = rounds.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    double max = rounds.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    return rounds.size() == 1
        ? String.format(Locale.ROOT, "  %-24s %10.3f", name, median())
        : String.format(
            Locale.ROOT,
            "  %-24s %10.3f   (%.3f to %.3f in %d rounds)",
            name,
            median(),
            min,
            max,
            rounds.size());
  }
}
