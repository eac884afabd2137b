package dev.cleave.shop.accounts;

/**
 * Identifies a user.
 *
 * @param value given by the database, positive
 */
public record UserId(int value) {
  /** The bare number. */
  @Override
  public String toString() {
    return Integer.toString(value);
  }
}
