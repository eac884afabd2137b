package dev.cleave.shop.ordering.persistence;

import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.catalog.ProductId;
import dev.cleave.shop.ordering.OrderStatus;
import dev.cleave.shop.ordering.domain.HistorySearch;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One statement for a part of the history, so that it sees one generation even while another takes
 * its place. It names only the columns that are searched, since each has an index that is also in
 * the order of the result.
 */
final class HistoryQuery {
  private static final String PAGE =
      """
      select h.*, l.product, l.ordered, l.sold, l.dispatched, l.returned
      from (
        select * from history h
        where h.generation = coalesce(
            (select active from cleave_read_model where name = 'history'), 1)
          and h.placed_at >= :from and h.placed_at < :to
          %s
        order by h.placed_at desc, h.order_id desc
        limit :limit offset :offset) h
      left join history_line l on l.generation = h.generation and l.order_id = h.order_id
      order by h.placed_at desc, h.order_id desc, l.product
      """;

  private final StringBuilder conditions = new StringBuilder();
  private final Map<String, List<?>> values = new LinkedHashMap<>();
  private final Instant from;
  private final Instant to;

  HistoryQuery(HistorySearch search) {
    from = search.from();
    to = search.to();
    any(
        "h.customer in (:customers)",
        "customers",
        search.customers().stream().map(UserId::value).toList());
    any(
        "h.status in (:statuses)",
        "statuses",
        search.statuses().stream().map(OrderStatus::name).toList());
    any(
        """
        exists (select from history_line p
          where p.generation = h.generation and p.order_id = h.order_id
            and p.product in (:products))""",
        "products",
        search.products().stream().map(ProductId::value).toList());
  }

  private void any(String condition, String parameter, List<?> wanted) {
    if (!wanted.isEmpty()) {
      conditions.append("and ").append(condition).append('\n');
      values.put(parameter, wanted);
    }
  }

  /** A row for each line of the orders, or one for an order without lines. */
  @SuppressWarnings("unchecked")
  List<Tuple> rows(EntityManager em, int offset, int limit) {
    Query query =
        em.createNativeQuery(PAGE.formatted(conditions), Tuple.class)
            .setParameter("from", from)
            .setParameter("to", to)
            .setParameter("limit", limit)
            .setParameter("offset", offset);
    values.forEach(query::setParameter);
    return query.getResultList();
  }
}
