package dev.cleave.shop.catalog.domain;

import dev.cleave.shop.catalog.Category;
import dev.cleave.shop.catalog.CategoryId;
import dev.cleave.shop.catalog.NewCategory;
import java.util.List;
import java.util.Optional;

/** All categories. They are never removed. */
public interface ProductCategories {
  /** Categories in the order of their ids. */
  List<Category> page(int offset, int limit);

  Optional<Category> find(CategoryId id);

  /** Adds a category under a new id. */
  Category add(NewCategory category);
}
