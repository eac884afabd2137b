package dev.cleave.shop.shipping.persistence;

import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.shipping.ShipmentId;
import dev.cleave.shop.shipping.ShipmentState;
import dev.cleave.shop.shipping.Units;
import dev.cleave.shop.shipping.domain.Consignment;
import dev.cleave.shop.shipping.domain.Consignments;
import dev.cleave.shop.shipping.domain.PackingLine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Shipments in the database. */
@ApplicationScoped
public class JpaConsignments implements Consignments {
  /** One statement, so that shipments and lines belong to one moment. */
  private static final String WITH_LINES =
      """
      select s, l from ShipmentRow s left join ShipmentLineRow l on l.shipment = s.id
      where s.id %s order by s.scheduledAt, s.id, l.product
      """;

  private static final String SOME_WITH_LINES = WITH_LINES.formatted("in :ids");

  /** By itself, since Hibernate translates a list of values anew each time. */
  private static final String ONE_WITH_LINES = WITH_LINES.formatted("= :id");

  @PersistenceContext(unitName = "shipping")
  EntityManager em;

  @Override
  public List<Consignment> page(int offset, int limit) {
    List<UUID> ids =
        em.createQuery("select s.id from ShipmentRow s order by s.scheduledAt, s.id", UUID.class)
            .setFirstResult(offset)
            .setMaxResults(limit)
            .getResultList();
    return consignments(
        em.createQuery(SOME_WITH_LINES, Object[].class).setParameter("ids", ids).getResultList());
  }

  @Override
  public Optional<Consignment> find(ShipmentId id) {
    return consignments(
            em.createQuery(ONE_WITH_LINES, Object[].class)
                .setParameter("id", id.value())
                .getResultList())
        .stream()
        .findFirst();
  }

  @Override
  public Optional<Consignment> lock(ShipmentId id) {
    ShipmentRow locked = em.find(ShipmentRow.class, id.value(), LockModeType.PESSIMISTIC_WRITE);
    return locked == null ? Optional.empty() : find(id);
  }

  @Override
  public boolean add(ShipmentId id, UserId customer, List<Units> lines) {
    boolean isAdded = insert(id, customer.value(), ShipmentState.SCHEDULED);
    if (isAdded) {
      lines.forEach(units -> em.persist(new ShipmentLineRow(id, units)));
      em.flush();
    }
    return isAdded;
  }

  @Override
  public boolean addCancelled(ShipmentId id) {
    return insert(id, null, ShipmentState.CANCELLED);
  }

  @Override
  public void save(Consignment consignment) {
    em.find(ShipmentRow.class, consignment.id().value()).replace(consignment);
    for (PackingLine line : consignment.lines()) {
      em.find(ShipmentLineRow.class, ShipmentLineRow.key(consignment.id(), line)).replace(line);
    }
  }

  @Override
  public Instant now() {
    return (Instant)
        em.createNativeQuery("select clock_timestamp()", Instant.class).getSingleResult();
  }

  private boolean insert(ShipmentId id, Integer customer, ShipmentState state) {
    return em.createNativeQuery(
                "insert into shipment (id, customer, state)"
                    + " values (:id, cast(:customer as integer), :state) on conflict do nothing")
            .setParameter("id", id.value())
            .setParameter("customer", customer)
            .setParameter("state", state.name())
            .executeUpdate()
        == 1;
  }

  private static List<Consignment> consignments(List<Object[]> rows) {
    Map<ShipmentRow, List<PackingLine>> found = new LinkedHashMap<>();
    rows.forEach(
        row -> {
          List<PackingLine> lines =
              found.computeIfAbsent((ShipmentRow) row[0], added -> new ArrayList<>());
          if (row[1] != null) {
            lines.add(((ShipmentLineRow) row[1]).toLine());
          }
        });
    return found.entrySet().stream()
        .map(entry -> entry.getKey().toConsignment(entry.getValue()))
        .toList();
  }
}
