package dev.cleave.shop.catalog;

import dev.cleave.Problem;

/** A product names a category that does not exist. Nothing was added. */
@Problem(code = "catalog.unknown-category", status = 422)
public final class UnknownCategory extends Exception {
  private final CategoryId category;

  public UnknownCategory(CategoryId category) {
    super("There is no category " + category + ": create it first, or name one that exists.");
    this.category = category;
  }

  public CategoryId category() {
    return category;
  }
}
