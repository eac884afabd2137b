package dev.cleave.shop.inventory.persistence;

import dev.cleave.shop.catalog.ProductId;
import dev.cleave.shop.inventory.WriteOff;
import dev.cleave.shop.inventory.domain.Shelf;
import dev.cleave.shop.inventory.domain.StockLevel;
import dev.cleave.shop.inventory.domain.Stocks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stock in the database. */
@ApplicationScoped
public class JpaStocks implements Stocks {
  /** One statement, so that what is on hand and what is reserved belong to one moment. */
  private static final String LEVELS =
      """
      select s.product, s.received, s.sold, s.written_off, coalesce(
        (select sum(l.quantity)
         from reservation r join reservation_line l on l.reservation = r.id
         where r.state = 'HELD' and r.expires_at > now() and l.product = s.product), 0)
      from stock s
      """;

  /** Not in JPQL, as is what follows: Hibernate translates a list of values anew each time. */
  private static final String LOCK =
      "select * from stock where product = any(:products) order by product for no key update";

  private static final String RESERVED =
      """
      select l.product, sum(l.quantity)
      from reservation r join reservation_line l on l.reservation = r.id
      where r.state = 'HELD' and r.expires_at > :now and l.product = any(:products)
      group by l.product
      """;

  @PersistenceContext(unitName = "inventory")
  EntityManager em;

  @Override
  public List<StockLevel> page(int offset, int limit) {
    return levels(
        em.createNativeQuery(LEVELS + "order by s.product", Object[].class)
            .setFirstResult(offset)
            .setMaxResults(limit));
  }

  @Override
  public Optional<StockLevel> find(ProductId product) {
    return levels(
            em.createNativeQuery(LEVELS + "where s.product = :product", Object[].class)
                .setParameter("product", product.value()))
        .stream()
        .findFirst();
  }

  @Override
  public Shelf lock(Collection<ProductId> products) {
    Integer[] ids = products.stream().map(ProductId::value).toArray(Integer[]::new);
    @SuppressWarnings("unchecked")
    List<StockRow> rows =
        em.createNativeQuery(LOCK, StockRow.class).setParameter("products", ids).getResultList();
    Instant now = DatabaseClock.now(em);
    Map<Integer, Integer> reserved = reserved(ids, now);
    return new Shelf(
        now,
        rows.stream().map(row -> row.toLevel(reserved.getOrDefault(row.product(), 0))).toList());
  }

  @Override
  public Shelf lockOrOpen(ProductId product) {
    em.createNativeQuery(
            "insert into stock (product, received, sold) values (:product, 0, 0)"
                + " on conflict do nothing")
        .setParameter("product", product.value())
        .executeUpdate();
    return lock(List.of(product));
  }

  @Override
  public void save(Shelf shelf) {
    for (StockLevel level : shelf.levels()) {
      em.find(StockRow.class, level.product().value()).replace(level);
    }
  }

  @Override
  public void remember(ProductId product, WriteOff writeOff) {
    em.persist(new WriteOffRow(product, writeOff, DatabaseClock.now(em)));
  }

  private Map<Integer, Integer> reserved(Integer[] products, Instant now) {
    @SuppressWarnings("unchecked")
    List<Object[]> rows =
        em.createNativeQuery(RESERVED, Object[].class)
            .setParameter("now", now)
            .setParameter("products", products)
            .getResultList();
    Map<Integer, Integer> reserved = new HashMap<>();
    rows.forEach(row -> reserved.put(number(row[0]), number(row[1])));
    return reserved;
  }

  private static List<StockLevel> levels(Query query) {
    @SuppressWarnings("unchecked")
    List<Object[]> rows = query.getResultList();
    return rows.stream()
        .map(
            row ->
                new StockLevel(
                    new ProductId(number(row[0])),
                    number(row[1]),
                    number(row[2]),
                    number(row[3]),
                    number(row[4])))
        .toList();
  }

  private static int number(Object value) {
    return Math.toIntExact(((Number) value).longValue());
  }
}
