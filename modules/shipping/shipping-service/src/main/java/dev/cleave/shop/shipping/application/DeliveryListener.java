package dev.cleave.shop.shipping.application;

import dev.cleave.event.EventListener;
import dev.cleave.shop.shipping.ParcelDelivered;
import dev.cleave.shop.shipping.ShipmentNotFound;
import dev.cleave.shop.shipping.domain.Consignment;
import dev.cleave.shop.shipping.domain.Consignments;
import dev.cleave.shop.shipping.domain.NotDispatched;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Notes what carriers say. What cannot be so is tried again, since a dispatch may be told later
 * than the delivery, and in the end left to an operator.
 */
@ApplicationScoped
public class DeliveryListener {
  private Consignments consignments;

  /** For the container's client proxy. */
  DeliveryListener() {}

  @Inject
  public DeliveryListener(Consignments consignments) {
    this.consignments = consignments;
  }

  @EventListener("note-delivery")
  public void on(ParcelDelivered event) throws ShipmentNotFound, NotDispatched {
    Consignment consignment =
        consignments
            .lock(event.shipment())
            .orElseThrow(() -> new ShipmentNotFound(event.shipment()));
    consignment.deliver(event.deliveredAt());
    consignments.save(consignment);
  }
}
