package dev.cleave.bench;

/** A small answer of plain values. */
public record Quote(int product, String name, long cents) {
  static final Quote SAMPLE = new Quote(1, "Chai", 1800);
}
