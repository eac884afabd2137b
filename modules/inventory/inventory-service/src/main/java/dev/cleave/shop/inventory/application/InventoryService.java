package dev.cleave.shop.inventory.application;

import dev.cleave.Page;
import dev.cleave.shop.catalog.Catalog;
import dev.cleave.shop.catalog.ProductId;
import dev.cleave.shop.catalog.ProductNotFound;
import dev.cleave.shop.inventory.InsufficientStock;
import dev.cleave.shop.inventory.Inventory;
import dev.cleave.shop.inventory.NotInCatalog;
import dev.cleave.shop.inventory.NotStocked;
import dev.cleave.shop.inventory.Receipt;
import dev.cleave.shop.inventory.Reservation;
import dev.cleave.shop.inventory.ReservationCancelled;
import dev.cleave.shop.inventory.ReservationDiffers;
import dev.cleave.shop.inventory.ReservationExpired;
import dev.cleave.shop.inventory.ReservationId;
import dev.cleave.shop.inventory.ReservationNotFound;
import dev.cleave.shop.inventory.ReservationState;
import dev.cleave.shop.inventory.Reserve;
import dev.cleave.shop.inventory.Stock;
import dev.cleave.shop.inventory.StockLimitExceeded;
import dev.cleave.shop.inventory.StockReleased;
import dev.cleave.shop.inventory.StockReserved;
import dev.cleave.shop.inventory.StockSold;
import dev.cleave.shop.inventory.WriteOff;
import dev.cleave.shop.inventory.domain.Hold;
import dev.cleave.shop.inventory.domain.Holds;
import dev.cleave.shop.inventory.domain.Shelf;
import dev.cleave.shop.inventory.domain.StockLevel;
import dev.cleave.shop.inventory.domain.Stocks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;

/**
 * Serves stock and reservations, and tells of each step of a reservation. Every command locks the
 * reservation first, then its stock.
 */
@ApplicationScoped
@Transactional(rollbackOn = Exception.class)
public class InventoryService implements Inventory {
  private Stocks stocks;
  private Holds holds;
  private Catalog catalog;
  private Event<StockReserved> reserved;
  private Event<StockSold> sold;
  private Event<StockReleased> released;

  /** For the container's client proxy. */
  InventoryService() {}

  @Inject
  public InventoryService(
      Stocks stocks,
      Holds holds,
      Catalog catalog,
      Event<StockReserved> reserved,
      Event<StockSold> sold,
      Event<StockReleased> released) {
    this.stocks = stocks;
    this.holds = holds;
    this.catalog = catalog;
    this.reserved = reserved;
    this.sold = sold;
    this.released = released;
  }

  @Override
  public Page<Stock> stocks(int page, int size) {
    return Page.of(stocks.page(Page.offset(page, size), size + 1), page, size)
        .map(StockLevel::toStock);
  }

  @Override
  public Stock stock(ProductId product) throws NotStocked {
    return stocks.find(product).orElseThrow(() -> new NotStocked(product)).toStock();
  }

  @Override
  @Transactional(rollbackOn = Exception.class)
  public Stock receive(ProductId product, Receipt receipt) throws StockLimitExceeded {
    Shelf shelf = stocks.lockOrOpen(product);
    shelf.level(product).receive(receipt.quantity());
    stocks.save(shelf);
    return shelf.level(product).toStock();
  }

  @Override
  @Transactional(rollbackOn = Exception.class)
  public Stock writeOff(ProductId product, WriteOff writeOff)
      throws NotStocked, InsufficientStock, NotInCatalog {
    Shelf shelf = stocks.lock(List.of(product));
    StockLevel level = shelf.level(product);
    if (level.received() == 0) {
      throw new NotStocked(product);
    }
    level.writeOff(writeOff.quantity());
    stocks.save(shelf);
    stocks.remember(product, writeOff);
    if (level.onHand() == 0) {
      discontinue(product);
    }
    return level.toStock();
  }

  /** Joins this transaction, so that stock and catalog are changed together or not at all. */
  private void discontinue(ProductId product) throws NotInCatalog {
    try {
      catalog.discontinue(product);
    } catch (ProductNotFound e) {
      throw new NotInCatalog(product);
    }
  }

  @Override
  @Transactional(rollbackOn = Exception.class)
  public Reservation reserve(Reserve command) throws InsufficientStock, ReservationDiffers {
    Hold hold = holds.lockOrOpen(command.id(), command.lines());
    hold.requireLines(command.lines());
    Shelf shelf = stocks.lock(hold.products());
    boolean isNew = hold.stateAt(shelf.moment()) == ReservationState.EXPIRED;
    hold.hold(shelf, command.expiresInSeconds());
    holds.save(hold);
    if (isNew) {
      reserved.fire(new StockReserved(hold.id(), hold.lines()));
    }
    return hold.toReservation(shelf.moment());
  }

  @Override
  public Reservation reservation(ReservationId id) throws ReservationNotFound {
    return holds.find(id).orElseThrow(() -> new ReservationNotFound(id));
  }

  @Override
  @Transactional(rollbackOn = Exception.class)
  public Reservation confirm(ReservationId id)
      throws ReservationNotFound, ReservationExpired, ReservationCancelled {
    Hold hold = holds.lock(id).orElseThrow(() -> new ReservationNotFound(id));
    Shelf shelf = stocks.lock(hold.products());
    boolean isNew = hold.kept() != ReservationState.CONFIRMED;
    hold.confirm(shelf);
    if (isNew) {
      sold.fire(new StockSold(id, hold.lines()));
    }
    return saved(hold, shelf);
  }

  @Override
  @Transactional(rollbackOn = Exception.class)
  public Reservation cancel(ReservationId id) throws ReservationNotFound {
    Hold hold = holds.lock(id).orElseThrow(() -> new ReservationNotFound(id));
    Shelf shelf = stocks.lock(hold.products());
    boolean isNew = hold.kept() != ReservationState.CANCELLED;
    hold.cancel(shelf);
    if (isNew) {
      released.fire(new StockReleased(id, hold.lines()));
    }
    return saved(hold, shelf);
  }

  private Reservation saved(Hold hold, Shelf shelf) {
    stocks.save(shelf);
    holds.save(hold);
    return hold.toReservation(shelf.moment());
  }
}
