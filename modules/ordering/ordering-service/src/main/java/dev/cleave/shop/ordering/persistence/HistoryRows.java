package dev.cleave.shop.ordering.persistence;

import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.catalog.ProductId;
import dev.cleave.shop.money.Money;
import dev.cleave.shop.ordering.HistoryEntry;
import dev.cleave.shop.ordering.HistoryLine;
import dev.cleave.shop.ordering.OrderId;
import dev.cleave.shop.ordering.OrderStatus;
import dev.cleave.shop.ordering.domain.DeliveryProgress;
import jakarta.persistence.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads entries from the rows of {@link HistoryQuery}. */
final class HistoryRows {
  private HistoryRows() {}

  static List<HistoryEntry> entries(List<Tuple> rows) {
    Map<UUID, List<Tuple>> orders = new LinkedHashMap<>();
    for (Tuple row : rows) {
      orders.computeIfAbsent(row.get("order_id", UUID.class), id -> new ArrayList<>()).add(row);
    }
    return orders.values().stream().map(HistoryRows::entry).toList();
  }

  /**
   * @param rows of one order: a row for each line, each with the columns of the order
   */
  private static HistoryEntry entry(List<Tuple> rows) {
    Tuple order = rows.get(0);
    String currency = order.get("currency", String.class);
    boolean isReleased = order.get("released", Boolean.class);
    List<HistoryLine> lines =
        rows.stream()
            .filter(row -> row.get("product") != null)
            .map(row -> line(row, isReleased))
            .toList();
    DeliveryProgress progress =
        new DeliveryProgress(
            order.get("scheduled", Boolean.class),
            order.get("called_off", Boolean.class),
            order.get("complete", Boolean.class),
            lines.stream().mapToLong(HistoryLine::dispatched).sum());
    return new HistoryEntry(
        new OrderId(order.get("order_id", UUID.class)),
        new UserId(order.get("customer", Integer.class)),
        OrderStatus.valueOf(order.get("status", String.class)),
        Optional.ofNullable(order.get("rejection", String.class)),
        Optional.ofNullable(order.get("reference", String.class)),
        lines,
        new Money(order.get("total", BigDecimal.class), currency),
        new Money(order.get("freight", BigDecimal.class), currency),
        new Money(paid(order), currency),
        progress.delivery(),
        order.get("placed_at", Instant.class),
        order.get("changed_at", Instant.class));
  }

  private static HistoryLine line(Tuple row, boolean isReleased) {
    return new HistoryLine(
        new ProductId(row.get("product", Integer.class)),
        row.get("ordered", Integer.class),
        isReleased ? 0 : row.get("sold", Integer.class),
        row.get("dispatched", Integer.class),
        row.get("returned", Integer.class));
  }

  /** A refund may be told before the payment. */
  private static BigDecimal paid(Tuple order) {
    return order
        .get("captured", BigDecimal.class)
        .subtract(order.get("refunded", BigDecimal.class))
        .max(BigDecimal.ZERO.setScale(Money.SCALE));
  }
}
