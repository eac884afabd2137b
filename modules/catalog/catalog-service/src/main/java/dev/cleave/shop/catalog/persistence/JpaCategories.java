package dev.cleave.shop.catalog.persistence;

import dev.cleave.shop.catalog.Category;
import dev.cleave.shop.catalog.CategoryId;
import dev.cleave.shop.catalog.NewCategory;
import dev.cleave.shop.catalog.domain.ProductCategories;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;

/** Categories in the database. */
@ApplicationScoped
public class JpaCategories implements ProductCategories {
  @PersistenceContext(unitName = "catalog")
  EntityManager em;

  @Override
  public List<Category> page(int offset, int limit) {
    return em
        .createQuery("select c from CategoryRow c order by c.id", CategoryRow.class)
        .setFirstResult(offset)
        .setMaxResults(limit)
        .getResultList()
        .stream()
        .map(CategoryRow::toCategory)
        .toList();
  }

  @Override
  public Optional<Category> find(CategoryId id) {
    return Optional.ofNullable(em.find(CategoryRow.class, id.value())).map(CategoryRow::toCategory);
  }

  @Override
  public Category add(NewCategory category) {
    CategoryRow row = new CategoryRow(category);
    em.persist(row);
    return row.toCategory();
  }
}
