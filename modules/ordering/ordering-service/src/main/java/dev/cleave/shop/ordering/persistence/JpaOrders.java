package dev.cleave.shop.ordering.persistence;

import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.ordering.OrderId;
import dev.cleave.shop.ordering.domain.Orders;
import dev.cleave.shop.ordering.domain.PurchaseOrder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Orders in the database. */
@ApplicationScoped
public class JpaOrders implements Orders {
  @PersistenceContext(unitName = "ordering")
  EntityManager em;

  @Override
  public Optional<PurchaseOrder> find(OrderId id) {
    return withLines(em.find(OrderRow.class, id.value()));
  }

  @Override
  public List<PurchaseOrder> page(UserId customer, int offset, int limit) {
    List<OrderRow> rows =
        em.createQuery(
                "select o from OrderRow o where o.customer = :customer"
                    + " order by o.placedAt desc, o.id desc",
                OrderRow.class)
            .setParameter("customer", customer.value())
            .setFirstResult(offset)
            .setMaxResults(limit)
            .getResultList();
    Map<UUID, List<OrderLineRow>> lines = lines(rows.stream().map(OrderRow::id).toList());
    return rows.stream()
        .filter(row -> lines.containsKey(row.id())) // removed since the first query
        .map(row -> row.toOrder(lines.get(row.id())))
        .toList();
  }

  @Override
  public Optional<PurchaseOrder> lock(OrderId id) {
    return withLines(em.find(OrderRow.class, id.value(), LockModeType.PESSIMISTIC_WRITE));
  }

  @Override
  public boolean addIfAbsent(PurchaseOrder order) {
    int added =
        em.createNativeQuery(
                "insert into orders"
                    + " (id, customer, status, reference, freight, currency, placed_at) values"
                    + " (:id, :customer, :status, :reference, :freight, :currency, :placedAt)"
                    + " on conflict do nothing")
            .setParameter("id", order.id().value())
            .setParameter("customer", order.customer().value())
            .setParameter("status", order.status().name())
            .setParameter("reference", order.reference().orElse(null))
            .setParameter("freight", order.freight().amount())
            .setParameter("currency", order.freight().currency())
            .setParameter("placedAt", order.placedAt())
            .executeUpdate();
    if (added == 1) {
      for (int i = 0; i < order.lines().size(); i++) {
        em.persist(new OrderLineRow(order.id(), i + 1, order.lines().get(i)));
      }
    }
    return added == 1;
  }

  @Override
  public void saveStatus(PurchaseOrder order) {
    em.find(OrderRow.class, order.id().value()).status(order.status(), order.reason());
  }

  private Optional<PurchaseOrder> withLines(OrderRow row) {
    return Optional.ofNullable(row)
        .map(found -> lines(found.id()))
        .filter(lines -> !lines.isEmpty())
        .map(lines -> row.toOrder(lines));
  }

  /** Of one order, since Hibernate translates a list of values anew each time. */
  private List<OrderLineRow> lines(UUID order) {
    return em.createQuery(
            "select l from OrderLineRow l where l.order = :order order by l.position",
            OrderLineRow.class)
        .setParameter("order", order)
        .getResultList();
  }

  private Map<UUID, List<OrderLineRow>> lines(List<UUID> orders) {
    return em
        .createQuery(
            "select l from OrderLineRow l where l.order in :orders order by l.position",
            OrderLineRow.class)
        .setParameter("orders", orders)
        .getResultList()
        .stream()
        .collect(Collectors.groupingBy(OrderLineRow::order));
  }
}
