package dev.cleave.shop.inventory.domain;

import dev.cleave.shop.catalog.ProductId;
import dev.cleave.shop.inventory.WriteOff;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The stock of all products. */
public interface Stocks {
  /** Levels in the order of the products' ids. */
  List<StockLevel> page(int offset, int limit);

  Optional<StockLevel> find(ProductId product);

  /**
   * Locks the levels of these products until the transaction ends, always in the order of their
   * ids, so that transactions wait for each other but never in a circle. To change a reservation as
   * well, lock that first.
   */
  Shelf lock(Collection<ProductId> products);

  /** As {@link #lock}, for one product that may not have been received before. */
  Shelf lockOrOpen(ProductId product);

  /** Keeps what was changed on a locked shelf. */
  void save(Shelf shelf);

  /** Remembers why units of a product were written off. */
  void remember(ProductId product, WriteOff writeOff);
}
