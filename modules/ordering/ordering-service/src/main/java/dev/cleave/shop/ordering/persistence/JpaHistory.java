package dev.cleave.shop.ordering.persistence;

import dev.cleave.shop.catalog.ProductId;
import dev.cleave.shop.money.Money;
import dev.cleave.shop.ordering.HistoryEntry;
import dev.cleave.shop.ordering.OrderLine;
import dev.cleave.shop.ordering.OrderPlaced;
import dev.cleave.shop.ordering.domain.History;
import dev.cleave.shop.ordering.domain.HistoryChange;
import dev.cleave.shop.ordering.domain.HistorySearch;
import dev.cleave.shop.ordering.domain.Milestone;
import dev.cleave.shop.ordering.domain.Movement;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The history in the database. Each change is one statement that adds the order's row or completes
 * the one that is there: values that are told once are set, marks are only ever set, portions are
 * added up, the latest time wins. So changes commute, and rows are locked one order at a time.
 */
@ApplicationScoped
public class JpaHistory implements History {
  private static final String ON_CONFLICT =
      """
      on conflict (generation, order_id) do update set
        changed_at = greatest(h.changed_at, excluded.changed_at)""";

  /** Lines follow the row of their order, which is locked first. */
  private static final String WITH_LINES =
      """
      with head as (
        %s returning h.generation, h.order_id)
      insert into history_line as l (generation, order_id, product, %s)
      select generation, order_id, product, sum(units)
      from head, unnest(cast(:products as integer[]), cast(:units as integer[])) u (product, units)
      group by generation, order_id, product
      on conflict (generation, order_id, product) do update set %2$s = l.%2$s + excluded.%2$s
      """;

  private static final String PLACE =
      WITH_LINES.formatted(
          """
          insert into history as h (generation, order_id, changed_at,
            customer, reference, currency, total, freight, placed_at)
          values (:generation, :order, :at,
            :customer, :reference, :currency, :total, :freight, :placedAt)
          """
              + ON_CONFLICT
              + """
              , customer = excluded.customer, reference = excluded.reference,
                currency = excluded.currency, total = excluded.total, freight = excluded.freight,
                placed_at = excluded.placed_at
              """,
          "ordered");

  @PersistenceContext(unitName = "ordering")
  EntityManager em;

  @Override
  public void place(HistoryChange change, OrderPlaced order) {
    Query statement =
        statement(PLACE, change)
            .setParameter("customer", order.customer().value())
            .setParameter("reference", order.reference().orElse(null))
            .setParameter("currency", order.total().currency())
            .setParameter("total", order.total().amount())
            .setParameter("freight", order.freight().amount())
            .setParameter("placedAt", order.placedAt());
    withUnits(
            statement,
            order.lines().stream()
                .collect(Collectors.toMap(OrderLine::product, OrderLine::quantity, Integer::sum)))
        .executeUpdate();
  }

  @Override
  public void reach(HistoryChange change, Milestone milestone) {
    set(change, column(milestone), true);
  }

  @Override
  public void reject(HistoryChange change, String reason) {
    set(change, "rejection", reason);
  }

  @Override
  public void capture(HistoryChange change, Money amount) {
    set(change, "captured", amount.amount());
  }

  @Override
  public void refund(HistoryChange change, Money amount) {
    set(change, "refunded", amount.amount());
  }

  @Override
  public void move(HistoryChange change, Movement movement, Map<ProductId, Integer> units) {
    String head =
        """
        insert into history as h (generation, order_id, changed_at)
        values (:generation, :order, :at)
        """
            + ON_CONFLICT;
    String sql = WITH_LINES.formatted(head, column(movement));
    withUnits(statement(sql, change), units).executeUpdate();
  }

  @Override
  public List<HistoryEntry> page(HistorySearch search, int offset, int limit) {
    return HistoryRows.entries(new HistoryQuery(search).rows(em, offset, limit));
  }

  @Override
  public int drop(int generation, int limit) {
    int lines = delete("history_line", "generation, order_id, product", generation, limit);
    return lines > 0 ? lines : delete("history", "generation, order_id", generation, limit);
  }

  /** Adds the order's row with one column, or sets it in the row that is there. */
  private void set(HistoryChange change, String column, Object value) {
    String sql =
        """
        insert into history as h (generation, order_id, changed_at, %1$s)
        values (:generation, :order, :at, :value)
        """
            + ON_CONFLICT
            + ", %1$s = excluded.%1$s";
    statement(sql.formatted(column), change).setParameter("value", value).executeUpdate();
  }

  private Query statement(String sql, HistoryChange change) {
    return em.createNativeQuery(sql)
        .setParameter("generation", change.generation())
        .setParameter("order", change.order().value())
        .setParameter("at", change.at());
  }

  private static Query withUnits(Query statement, Map<ProductId, Integer> units) {
    return statement
        .setParameter("products", array(units.keySet().stream().map(ProductId::value).toList()))
        .setParameter("units", array(units.values()));
  }

  /** As PostgreSQL writes it: {@code {1,2}}. */
  private static String array(Collection<Integer> values) {
    return values.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
  }

  private static String column(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT);
  }

  private int delete(String table, String key, int generation, int limit) {
    return em.createNativeQuery(
            """
            delete from %1$s where (%2$s) in (
              select %2$s from %1$s where generation = :generation limit :limit)
            """
                .formatted(table, key))
        .setParameter("generation", generation)
        .setParameter("limit", limit)
        .executeUpdate();
  }
}
