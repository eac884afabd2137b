package dev.cleave.shop.ordering.application;

import dev.cleave.CallContext;
import dev.cleave.IdempotencyKeyReused;
import dev.cleave.Page;
import dev.cleave.shop.accounts.Accounts;
import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.accounts.UserNotFound;
import dev.cleave.shop.catalog.Catalog;
import dev.cleave.shop.catalog.ProductId;
import dev.cleave.shop.catalog.ProductNotFound;
import dev.cleave.shop.catalog.Quote;
import dev.cleave.shop.inventory.Inventory;
import dev.cleave.shop.inventory.NotStocked;
import dev.cleave.shop.ordering.OperatorOnly;
import dev.cleave.shop.ordering.Order;
import dev.cleave.shop.ordering.OrderId;
import dev.cleave.shop.ordering.OrderNotFound;
import dev.cleave.shop.ordering.Ordering;
import dev.cleave.shop.ordering.OutOfStock;
import dev.cleave.shop.ordering.PlaceOrder;
import dev.cleave.shop.ordering.ProductDiscontinued;
import dev.cleave.shop.ordering.UnknownCustomer;
import dev.cleave.shop.ordering.UnknownProduct;
import dev.cleave.shop.ordering.domain.OperatorTerms;
import dev.cleave.shop.ordering.domain.OrderKey;
import dev.cleave.shop.ordering.domain.Orders;
import dev.cleave.shop.ordering.domain.PurchaseOrder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Serves orders. Placing one asks other modules, so it runs outside any transaction. */
@ApplicationScoped
@Transactional(rollbackOn = Exception.class)
public class OrderingService implements Ordering {
  private Accounts accounts;
  private Catalog catalog;
  private Inventory inventory;
  private Orders orders;
  private OrderBook book;

  /** For the container's client proxy. */
  OrderingService() {}

  @Inject
  public OrderingService(
      Accounts accounts, Catalog catalog, Inventory inventory, Orders orders, OrderBook book) {
    this.accounts = accounts;
    this.catalog = catalog;
    this.inventory = inventory;
    this.orders = orders;
    this.book = book;
  }

  @Override
  @Transactional(TxType.NOT_SUPPORTED)
  public Order place(PlaceOrder request)
      throws UnknownCustomer, UnknownProduct, ProductDiscontinued, OutOfStock, OperatorOnly {
    CallContext context = CallContext.current();
    if (!context.caller().isOperator()) {
      OperatorTerms.requireNone(request);
    }
    OrderId id = OrderKey.orderPlacedUnder(context.idempotencyKey().orElseThrow());
    Optional<PurchaseOrder> earlier = book.find(id);
    if (earlier.isPresent() && !earlier.get().answers(request)) {
      throw new IdempotencyKeyReused(
          "Under this idempotency key another order was placed: use a new key for a new order.");
    }
    return (earlier.isPresent() ? earlier.get() : accept(id, request)).toOrder();
  }

  @Override
  public Order order(OrderId id) throws OrderNotFound {
    return orders.find(id).orElseThrow(() -> new OrderNotFound(id)).toOrder();
  }

  @Override
  public Page<Order> orders(UserId customer, int page, int size) {
    return Page.of(orders.page(customer, Page.offset(page, size), size + 1), page, size)
        .map(PurchaseOrder::toOrder);
  }

  @Override
  public Order cancel(OrderId id) throws OrderNotFound {
    return book.cancel(id).toOrder();
  }

  private PurchaseOrder accept(OrderId id, PlaceOrder request)
      throws UnknownCustomer, UnknownProduct, ProductDiscontinued, OutOfStock {
    PurchaseOrder order = priced(id, request);
    for (PlaceOrder.Line line : request.lines()) {
      int available = available(line.product());
      if (available < line.quantity()) {
        throw new OutOfStock(line.product(), line.quantity(), available);
      }
    }
    return book.accept(order);
  }

  /** As it is now: only the checkout holds units. */
  private int available(ProductId product) {
    try {
      return inventory.stock(product).available();
    } catch (NotStocked e) {
      return 0;
    }
  }

  private PurchaseOrder priced(OrderId id, PlaceOrder request)
      throws UnknownCustomer, UnknownProduct, ProductDiscontinued {
    try {
      accounts.user(request.customer());
      List<Quote> quotes =
          catalog.prices(request.lines().stream().map(PlaceOrder.Line::product).toList());
      return PurchaseOrder.draft(id, request, quotes, Instant.now());
    } catch (UserNotFound e) {
      throw new UnknownCustomer(request.customer());
    } catch (ProductNotFound e) {
      throw new UnknownProduct(e.id());
    }
  }
}
