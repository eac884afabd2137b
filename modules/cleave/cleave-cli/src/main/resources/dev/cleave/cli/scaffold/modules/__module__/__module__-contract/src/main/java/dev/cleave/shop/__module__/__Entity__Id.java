package dev.cleave.shop.__module__;

/**
 * Identifies one of what __module__ holds.
 *
 * @param value given by the database, positive
 */
public record __Entity__Id(int value) {
  /** The bare number. */
  @Override
  public String toString() {
    return Integer.toString(value);
  }
}
