package dev.cleave.shop.inventory.domain;

import dev.cleave.shop.catalog.ProductId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * The levels of some products at one moment, with nobody else changing them. Expiry is judged by
 * the shelf's moment: it is read after the shelf was locked, so that of two transactions on the
 * same product the later one also sees the later time.
 */
public final class Shelf {
  private final Instant moment;
  private final Map<Integer, StockLevel> levels = new TreeMap<>();

  public Shelf(Instant moment, Collection<StockLevel> levels) {
    this.moment = moment;
    levels.forEach(level -> this.levels.put(level.product().value(), level));
  }

  public Instant moment() {
    return moment;
  }

  /** The level of a product; that of a product never received is zero. */
  public StockLevel level(ProductId product) {
    return levels.computeIfAbsent(product.value(), absent -> StockLevel.none(product));
  }

  /** All levels, in the order of the products' ids. */
  public Collection<StockLevel> levels() {
    return levels.values();
  }
}
