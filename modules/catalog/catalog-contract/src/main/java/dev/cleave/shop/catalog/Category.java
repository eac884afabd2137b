package dev.cleave.shop.catalog;

import java.util.Optional;

/**
 * What products are filed under.
 *
 * @param id given by the database
 * @param name for people
 * @param description what belongs there, if given
 */
public record Category(CategoryId id, String name, Optional<String> description) {
  public Category {
    description = description == null ? Optional.empty() : description;
  }
}
