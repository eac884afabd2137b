package dev.cleave.runtime;

import java.util.function.Supplier;

/** A value made at its first use and kept; a failure to make it is not kept. Thread-safe. */
public final class Once<T> implements Supplier<T> {
  private final Supplier<? extends T> source;
  private volatile T value;

  public Once(Supplier<? extends T> source) {
    this.source = source;
  }

  @Override
  public T get() {
    T known = value;
    return known == null ? make() : known;
  }

  private synchronized T make() {
    if (value == null) {
      value = source.get();
    }
    return value;
  }
}
