package dev.cleave.shop.ordering.application;

import static java.time.Duration.ofSeconds;

import dev.cleave.CallContext;
import dev.cleave.saga.Saga;
import dev.cleave.saga.SagaDefinition;
import dev.cleave.shop.inventory.InsufficientStock;
import dev.cleave.shop.inventory.Inventory;
import dev.cleave.shop.inventory.Reservation;
import dev.cleave.shop.inventory.ReservationCancelled;
import dev.cleave.shop.inventory.ReservationDiffers;
import dev.cleave.shop.inventory.ReservationExpired;
import dev.cleave.shop.inventory.ReservationNotFound;
import dev.cleave.shop.inventory.ReservationState;
import dev.cleave.shop.inventory.Reserve;
import dev.cleave.shop.payments.Authorise;
import dev.cleave.shop.payments.Payments;
import dev.cleave.shop.shipping.ScheduleShipment;
import dev.cleave.shop.shipping.Shipping;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Carries out an accepted order, or undoes all of it. Capturing needs no compensation of its own,
 * nor does confirming: giving a payment back and releasing a reservation undo both. The shipment is
 * called off before the money goes back, so that nobody gets both.
 */
@ApplicationScoped
public class Checkout implements Saga<OrderToCarryOut> {
  /**
   * Longer than all steps together may take. It matters only for a reservation that arrives after
   * it was given up; if it does run out, the units are held anew before they are sold.
   */
  private static final int HOLD_SECONDS = 600;

  private Inventory inventory;
  private Payments payments;
  private Shipping shipping;
  private UndoneOrders undone;
  private OrderBook book;

  /** For the container's client proxy. */
  Checkout() {}

  @Inject
  public Checkout(
      Inventory inventory,
      Payments payments,
      Shipping shipping,
      UndoneOrders undone,
      OrderBook book) {
    this.inventory = inventory;
    this.payments = payments;
    this.shipping = shipping;
    this.undone = undone;
    this.book = book;
  }

  @Override
  public SagaDefinition<OrderToCarryOut> definition() {
    return SagaDefinition.named("ordering.checkout.v1", OrderToCarryOut.class)
        .step("reserve", this::reserve)
        .compensatedBy(undone::release)
        .within(ofSeconds(60))
        .step("authorise", this::authorise)
        .compensatedBy(undone::reverse)
        .within(ofSeconds(60))
        .step("schedule", this::schedule)
        .compensatedBy(undone::callOff)
        .within(ofSeconds(60))
        .step("capture", this::capture)
        .within(ofSeconds(60))
        .step("confirm", this::confirm)
        .within(ofSeconds(60))
        .onFinished(order -> book.confirm(order.order()))
        .onCompensated((order, failure) -> book.undo(order.order(), failure.reason()))
        .define();
  }

  private OrderToCarryOut reserve(OrderToCarryOut order) throws Exception {
    hold(order);
    return order;
  }

  private OrderToCarryOut authorise(OrderToCarryOut order) throws Exception {
    payments.authorise(new Authorise(order.payment(), order.customer(), order.amountDue()));
    return order;
  }

  private OrderToCarryOut schedule(OrderToCarryOut order) throws Exception {
    shipping.schedule(
        new ScheduleShipment(order.shipment(), order.customer(), order.unitsToShip()));
    return order;
  }

  private OrderToCarryOut capture(OrderToCarryOut order) throws Exception {
    payments.capture(order.payment());
    return order;
  }

  private OrderToCarryOut confirm(OrderToCarryOut order) throws Exception {
    try {
      inventory.confirm(order.reservation());
    } catch (ReservationExpired e) {
      // Under a key the answer would be the stored one, of the hold that has run out.
      CallContext.current().withIdempotencyKey(null).call(() -> holdAndConfirm(order));
    }
    return order;
  }

  private Reservation holdAndConfirm(OrderToCarryOut order)
      throws InsufficientStock,
          ReservationDiffers,
          ReservationCancelled,
          ReservationNotFound,
          ReservationExpired {
    hold(order);
    return inventory.confirm(order.reservation());
  }

  private void hold(OrderToCarryOut order)
      throws InsufficientStock, ReservationDiffers, ReservationCancelled {
    Reservation held =
        inventory.reserve(new Reserve(order.reservation(), order.unitsToReserve(), HOLD_SECONDS));
    if (held.state() == ReservationState.CANCELLED) {
      throw new ReservationCancelled(order.reservation());
    }
  }
}
