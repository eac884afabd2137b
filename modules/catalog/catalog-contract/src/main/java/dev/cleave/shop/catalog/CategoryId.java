package dev.cleave.shop.catalog;

/**
 * Identifies a category.
 *
 * @param value given by the database, positive
 */
public record CategoryId(int value) {
  /** The bare number. */
  @Override
  public String toString() {
    return Integer.toString(value);
  }
}
