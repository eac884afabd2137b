package dev.cleave.shop.ordering.application;

import dev.cleave.ModuleUnavailable;
import dev.cleave.SubstituteAnswers;
import dev.cleave.SubstituteAnswers.Answer;
import dev.cleave.shop.inventory.Inventory;
import dev.cleave.shop.inventory.ReservationNotFound;
import dev.cleave.shop.payments.Payments;
import dev.cleave.shop.shipping.Shipment;
import dev.cleave.shop.shipping.ShipmentDispatched;
import dev.cleave.shop.shipping.ShipmentNotFound;
import dev.cleave.shop.shipping.Shipping;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Undoes what was done in other modules for an order, whether it was done or not. Each may be
 * repeated, and keeps what arrives late from having an effect.
 */
@ApplicationScoped
public class UndoneOrders {
  private Inventory inventory;
  private Payments payments;
  private Shipping shipping;

  /** For the container's client proxy. */
  UndoneOrders() {}

  @Inject
  public UndoneOrders(Inventory inventory, Payments payments, Shipping shipping) {
    this.inventory = inventory;
    this.payments = payments;
    this.shipping = shipping;
  }

  /** Gives units back, held or sold. A hold that arrives later runs out by itself. */
  OrderToCarryOut release(OrderToCarryOut order) {
    try {
      inventory.cancel(order.reservation());
    } catch (ReservationNotFound e) {
      // Nothing is held for it, so there is nothing to give back.
    }
    return order;
  }

  /** Gives money back, held or paid. */
  OrderToCarryOut reverse(OrderToCarryOut order) {
    payments.reverse(order.payment());
    return order;
  }

  /**
   * Calls the shipment off.
   *
   * @throws ShipmentDispatched if something was sent, unless all of it was and all of it came back
   */
  OrderToCarryOut callOff(OrderToCarryOut order) throws Exception {
    try {
      shipping.cancel(order.shipment());
    } catch (ShipmentDispatched e) {
      if (!isBack(shipmentNow(order))) {
        throw e;
      }
    }
    return order;
  }

  /** What is given back is decided by what is, not by what was: an old answer is none here. */
  private Shipment shipmentNow(OrderToCarryOut order) throws ShipmentNotFound {
    Answer<Shipment> answer = SubstituteAnswers.of(() -> shipping.shipment(order.shipment()));
    if (!answer.isGenuine()) {
      throw new ModuleUnavailable(
          "Whether shipment %s is back cannot be told while shipping is away."
              .formatted(order.shipment().value()),
          true,
          null);
    }
    return answer.value();
  }

  private static boolean isBack(Shipment shipment) {
    return shipment.lines().stream().allMatch(line -> line.returned() == line.quantity());
  }
}
