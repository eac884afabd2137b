package dev.cleave.shop.ordering.application;

import dev.cleave.shop.inventory.InsufficientStock;
import dev.cleave.shop.inventory.Inventory;
import dev.cleave.shop.inventory.Reservation;
import dev.cleave.shop.inventory.ReservationCancelled;
import dev.cleave.shop.inventory.ReservationDiffers;
import dev.cleave.shop.inventory.ReservationExpired;
import dev.cleave.shop.inventory.ReservationId;
import dev.cleave.shop.inventory.ReservationLine;
import dev.cleave.shop.inventory.ReservationNotFound;
import dev.cleave.shop.inventory.ReservationState;
import dev.cleave.shop.inventory.Reserve;
import dev.cleave.shop.ordering.OrderId;
import dev.cleave.shop.ordering.OrderNotFound;
import dev.cleave.shop.ordering.OutOfStock;
import dev.cleave.shop.ordering.domain.PurchaseOrder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Takes a pending order's units from the stock: hold them, record the order, sell them, confirm the
 * order. Every step may be repeated, so that after a crash the whole is repeated from the start:
 *
 * <ul>
 *   <li>crashed before the order is recorded: the hold expires, nothing is left;
 *   <li>crashed after it: the order is pending; a repeat holds the units again if they expired, and
 *       goes on; if they are gone, the order is removed and the repeat refused.
 * </ul>
 *
 * <p>The reservation bears the order's id and inventory's commands are safe to repeat by that id.
 * They are called without a key of their own, because a repeat wants the reservation as it is now,
 * not the answer that was given once.
 */
@ApplicationScoped
public class OrderPlacement {
  /** Long against the few calls it has to outlive, short against a customer's patience. */
  private static final int HOLD_SECONDS = 60;

  /** A hold that expires before it is confirmed this often means that something is stuck. */
  private static final int ATTEMPTS = 3;

  private Inventory inventory;
  private OrderBook book;

  /** For the container's client proxy. */
  OrderPlacement() {}

  @Inject
  public OrderPlacement(Inventory inventory, OrderBook book) {
    this.inventory = inventory;
    this.book = book;
  }

  /** Completes a pending order, recorded or not. */
  PurchaseOrder complete(PurchaseOrder order) throws OutOfStock {
    try {
      for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
        if (reserve(order).state() == ReservationState.CANCELLED) {
          return book.cancel(order.id());
        }
        book.open(order);
        try {
          inventory.confirm(reservationOf(order.id()));
          return book.confirm(order.id());
        } catch (ReservationCancelled e) {
          return book.cancel(order.id());
        } catch (ReservationExpired e) {
          // Something took longer than the hold: hold anew.
        }
      }
    } catch (ReservationNotFound | ReservationDiffers | OrderNotFound e) {
      throw new IllegalStateException(
          "Order " + order.id() + " and its reservation do not fit together", e);
    }
    throw new IllegalStateException(
        "The units of order %s could not be taken within %d s, %d times: repeat with the same key"
            .formatted(order.id(), HOLD_SECONDS, ATTEMPTS));
  }

  static ReservationId reservationOf(OrderId order) {
    return new ReservationId(order.value());
  }

  private Reservation reserve(PurchaseOrder order) throws OutOfStock, ReservationDiffers {
    try {
      return inventory.reserve(
          new Reserve(
              reservationOf(order.id()),
              order.lines().stream()
                  .map(line -> new ReservationLine(line.product(), line.quantity()))
                  .toList(),
              HOLD_SECONDS));
    } catch (InsufficientStock e) {
      book.forget(order.id());
      throw new OutOfStock(e.product(), e.requested(), e.available());
    }
  }
}
