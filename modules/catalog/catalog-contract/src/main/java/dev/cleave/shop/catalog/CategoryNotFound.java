package dev.cleave.shop.catalog;

import dev.cleave.Problem;

/** There is no category with this id. */
@Problem(code = "catalog.category-not-found", status = 404)
public final class CategoryNotFound extends Exception {
  private final CategoryId id;

  public CategoryNotFound(CategoryId id) {
    super("There is no category " + id + ".");
    this.id = id;
  }

  public CategoryId id() {
    return id;
  }
}
