package dev.cleave.shop.catalog.persistence;

import dev.cleave.shop.catalog.Category;
import dev.cleave.shop.catalog.CategoryId;
import dev.cleave.shop.catalog.NewCategory;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Optional;

/** A row of {@code category}. */
@Entity
@Table(name = "category")
class CategoryRow {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Integer id;

  private String name;
  private String description;

  /** For Jakarta Persistence. */
  protected CategoryRow() {}

  CategoryRow(NewCategory category) {
    name = category.name();
    description = category.description().orElse(null);
  }

  Category toCategory() {
    return new Category(new CategoryId(id), name, Optional.ofNullable(description));
  }
}
