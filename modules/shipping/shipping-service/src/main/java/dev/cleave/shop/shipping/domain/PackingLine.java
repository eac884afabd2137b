package dev.cleave.shop.shipping.domain;

import dev.cleave.shop.catalog.ProductId;
import dev.cleave.shop.shipping.NotShipped;
import dev.cleave.shop.shipping.NotToShip;
import dev.cleave.shop.shipping.ShipmentLine;

/**
 * One product of a consignment: quantity = left + dispatched, and returned is at most dispatched,
 * whatever is done to it.
 */
public final class PackingLine {
  private final ProductId product;
  private final int quantity;
  private int dispatched;
  private int returned;

  public PackingLine(ProductId product, int quantity, int dispatched, int returned) {
    this.product = product;
    this.quantity = quantity;
    this.dispatched = dispatched;
    this.returned = returned;
  }

  /** A line of a product that the consignment does not have. */
  static PackingLine none(ProductId product) {
    return new PackingLine(product, 0, 0, 0);
  }

  public ProductId product() {
    return product;
  }

  public int quantity() {
    return quantity;
  }

  public int dispatched() {
    return dispatched;
  }

  public int returned() {
    return returned;
  }

  /** Units still to send. */
  public int left() {
    return quantity - dispatched;
  }

  /** Units that are with the customer. */
  private int kept() {
    return dispatched - returned;
  }

  void requireLeft(int units) throws NotToShip {
    if (units > left()) {
      throw new NotToShip(product, units, left());
    }
  }

  void requireKept(int units) throws NotShipped {
    if (units > kept()) {
      throw new NotShipped(product, units, kept());
    }
  }

  void send(int units) {
    dispatched += units;
  }

  void takeBack(int units) {
    returned += units;
  }

  ShipmentLine toLine() {
    return new ShipmentLine(product, quantity, dispatched, returned);
  }
}
