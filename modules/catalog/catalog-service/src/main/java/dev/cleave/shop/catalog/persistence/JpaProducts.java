package dev.cleave.shop.catalog.persistence;

import dev.cleave.shop.catalog.NewProduct;
import dev.cleave.shop.catalog.PricePoint;
import dev.cleave.shop.catalog.ProductId;
import dev.cleave.shop.catalog.domain.PricedProduct;
import dev.cleave.shop.catalog.domain.Products;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Products and their prices in the database. */
@ApplicationScoped
public class JpaProducts implements Products {
  @PersistenceContext(unitName = "catalog")
  EntityManager em;

  @Override
  public List<PricedProduct> page(int offset, int limit) {
    return em
        .createQuery("select p from ProductRow p order by p.id", ProductRow.class)
        .setFirstResult(offset)
        .setMaxResults(limit)
        .getResultList()
        .stream()
        .map(ProductRow::toProduct)
        .toList();
  }

  @Override
  public Optional<PricedProduct> find(ProductId id) {
    return Optional.ofNullable(em.find(ProductRow.class, id.value())).map(ProductRow::toProduct);
  }

  @Override
  public List<PricedProduct> findAll(Collection<ProductId> ids) {
    // not in JPQL: Hibernate translates a list of values anew each time
    @SuppressWarnings("unchecked")
    List<ProductRow> rows =
        em.createNativeQuery("select * from product where id = any(:ids)", ProductRow.class)
            .setParameter("ids", ids.stream().map(ProductId::value).toArray(Integer[]::new))
            .getResultList();
    return rows.stream().map(ProductRow::toProduct).toList();
  }

  @Override
  public Optional<PricedProduct> lock(ProductId id) {
    return Optional.ofNullable(
            em.find(ProductRow.class, id.value(), LockModeType.PESSIMISTIC_WRITE))
        .map(ProductRow::toProduct);
  }

  @Override
  public PricedProduct add(NewProduct product) {
    ProductRow row = new ProductRow(product);
    em.persist(row);
    return row.toProduct();
  }

  @Override
  public void save(PricedProduct product) {
    em.find(ProductRow.class, product.id().value()).replace(product);
  }

  @Override
  public void remember(ProductId id, PricePoint price) {
    em.persist(new PriceRow(id, price));
  }

  @Override
  public List<PricePoint> prices(ProductId id, int offset, int limit) {
    return em
        .createQuery(
            "select p from PriceRow p where p.product = :product order by p.id", PriceRow.class)
        .setParameter("product", id.value())
        .setFirstResult(offset)
        .setMaxResults(limit)
        .getResultList()
        .stream()
        .map(PriceRow::toPoint)
        .toList();
  }
}
