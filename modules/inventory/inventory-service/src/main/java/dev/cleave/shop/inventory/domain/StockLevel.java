package dev.cleave.shop.inventory.domain;

import dev.cleave.shop.catalog.ProductId;
import dev.cleave.shop.inventory.InsufficientStock;
import dev.cleave.shop.inventory.Stock;
import dev.cleave.shop.inventory.StockLimitExceeded;

/**
 * Units of one product. At all times {@code available + reserved + sold + writtenOff = received},
 * and none of them is negative.
 */
public final class StockLevel {
  /** How many units of a product can ever be received, so that no count overflows. */
  public static final int LIMIT = 2_000_000_000;

  private final ProductId product;
  private int received;
  private int sold;
  private int writtenOff;
  private int reserved;

  public StockLevel(ProductId product, int received, int sold, int writtenOff, int reserved) {
    this.product = product;
    this.received = received;
    this.sold = sold;
    this.writtenOff = writtenOff;
    this.reserved = reserved;
  }

  /** The level of a product that was never received. */
  public static StockLevel none(ProductId product) {
    return new StockLevel(product, 0, 0, 0, 0);
  }

  public ProductId product() {
    return product;
  }

  public int received() {
    return received;
  }

  public int sold() {
    return sold;
  }

  public int writtenOff() {
    return writtenOff;
  }

  public int reserved() {
    return reserved;
  }

  public int onHand() {
    return received - sold - writtenOff;
  }

  public int available() {
    return onHand() - reserved;
  }

  /** Adds units that arrived. */
  public void receive(int quantity) throws StockLimitExceeded {
    if (quantity > LIMIT - received) {
      throw new StockLimitExceeded(product, LIMIT);
    }
    received += quantity;
  }

  /** Takes available units off the stock that are not to be sold. */
  public void writeOff(int quantity) throws InsufficientStock {
    requireAvailable(quantity);
    writtenOff += quantity;
  }

  /** Keeps available units from everybody else. */
  void hold(int quantity) throws InsufficientStock {
    requireAvailable(quantity);
    reserved += quantity;
  }

  private void requireAvailable(int quantity) throws InsufficientStock {
    if (quantity > available()) {
      throw new InsufficientStock(product, quantity, available());
    }
  }

  /** Frees units that were held. */
  void release(int quantity) {
    reserved -= quantity;
  }

  /** Sells units that were held. */
  void sell(int quantity) {
    reserved -= quantity;
    sold += quantity;
  }

  /** Takes units back that were sold. */
  void takeBack(int quantity) {
    sold -= quantity;
  }

  public Stock toStock() {
    return new Stock(product, onHand(), reserved, available());
  }
}
