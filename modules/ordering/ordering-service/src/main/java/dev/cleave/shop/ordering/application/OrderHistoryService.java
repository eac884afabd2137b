package dev.cleave.shop.ordering.application;

import dev.cleave.Page;
import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.catalog.ProductId;
import dev.cleave.shop.ordering.HistoryEntry;
import dev.cleave.shop.ordering.OrderHistory;
import dev.cleave.shop.ordering.OrderStatus;
import dev.cleave.shop.ordering.domain.History;
import dev.cleave.shop.ordering.domain.HistorySearch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;

/** Serves the history that {@link HistoryProjection} keeps. */
@ApplicationScoped
@Transactional(rollbackOn = Exception.class)
public class OrderHistoryService implements OrderHistory {
  private History history;

  /** For the container's client proxy. */
  OrderHistoryService() {}

  @Inject
  public OrderHistoryService(History history) {
    this.history = history;
  }

  @Override
  public Page<HistoryEntry> search(
      List<UserId> customer,
      List<OrderStatus> status,
      List<ProductId> product,
      Instant from,
      Instant to,
      int page,
      int size) {
    HistorySearch search = new HistorySearch(customer, status, product, from, to);
    return Page.of(history.page(search, Page.offset(page, size), size + 1), page, size);
  }
}
