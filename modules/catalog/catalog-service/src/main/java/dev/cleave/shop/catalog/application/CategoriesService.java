package dev.cleave.shop.catalog.application;

import dev.cleave.Page;
import dev.cleave.shop.catalog.Categories;
import dev.cleave.shop.catalog.Category;
import dev.cleave.shop.catalog.CategoryId;
import dev.cleave.shop.catalog.CategoryNotFound;
import dev.cleave.shop.catalog.NewCategory;
import dev.cleave.shop.catalog.domain.ProductCategories;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** Serves categories. */
@ApplicationScoped
@Transactional(rollbackOn = Exception.class)
public class CategoriesService implements Categories {
  private ProductCategories categories;

  /** For the container's client proxy. */
  CategoriesService() {}

  @Inject
  public CategoriesService(ProductCategories categories) {
    this.categories = categories;
  }

  @Override
  public Page<Category> categories(int page, int size) {
    return Page.of(categories.page(Page.offset(page, size), size + 1), page, size);
  }

  @Override
  public Category category(CategoryId id) throws CategoryNotFound {
    return categories.find(id).orElseThrow(() -> new CategoryNotFound(id));
  }

  @Override
  @Transactional(rollbackOn = Exception.class)
  public Category create(NewCategory category) {
    return categories.add(category);
  }
}
