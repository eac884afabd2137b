package dev.cleave.shop.catalog;

/**
 * Identifies a product.
 *
 * @param value given by the database, positive
 */
public record ProductId(int value) {
  /** The bare number. */
  @Override
  public String toString() {
    return Integer.toString(value);
  }
}
