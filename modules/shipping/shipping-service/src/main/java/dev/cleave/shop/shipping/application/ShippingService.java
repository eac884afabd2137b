package dev.cleave.shop.shipping.application;

import dev.cleave.Page;
import dev.cleave.shop.shipping.Dispatch;
import dev.cleave.shop.shipping.NotShipped;
import dev.cleave.shop.shipping.NotToShip;
import dev.cleave.shop.shipping.ScheduleShipment;
import dev.cleave.shop.shipping.Shipment;
import dev.cleave.shop.shipping.ShipmentCancelled;
import dev.cleave.shop.shipping.ShipmentDiffers;
import dev.cleave.shop.shipping.ShipmentDispatched;
import dev.cleave.shop.shipping.ShipmentId;
import dev.cleave.shop.shipping.ShipmentNotFound;
import dev.cleave.shop.shipping.Shipping;
import dev.cleave.shop.shipping.TakeBack;
import dev.cleave.shop.shipping.Units;
import dev.cleave.shop.shipping.domain.Consignment;
import dev.cleave.shop.shipping.domain.Consignments;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;

/**
 * Serves shipments. Every command locks its shipment before it looks at it, so that two at once are
 * one after the other; what changed is published in the same transaction.
 */
@ApplicationScoped
@Transactional(rollbackOn = Exception.class)
public class ShippingService implements Shipping {
  private Consignments consignments;
  private ShipmentEvents events;

  /** For the container's client proxy. */
  ShippingService() {}

  @Inject
  public ShippingService(Consignments consignments, ShipmentEvents events) {
    this.consignments = consignments;
    this.events = events;
  }

  @Override
  public Page<Shipment> shipments(int page, int size) {
    return Page.of(consignments.page(Page.offset(page, size), size + 1), page, size)
        .map(Consignment::toShipment);
  }

  @Override
  public Shipment shipment(ShipmentId id) throws ShipmentNotFound {
    return consignments.find(id).orElseThrow(() -> new ShipmentNotFound(id)).toShipment();
  }

  @Override
  @Transactional(rollbackOn = Exception.class)
  public Shipment schedule(ScheduleShipment command) throws ShipmentDiffers, ShipmentCancelled {
    boolean isNew = consignments.add(command.id(), command.customer(), command.lines());
    Consignment consignment = consignments.lock(command.id()).orElseThrow();
    consignment.requireSame(command.customer(), command.lines());
    if (isNew) {
      events.scheduled(consignment);
    }
    return consignment.toShipment();
  }

  @Override
  @Transactional(rollbackOn = Exception.class)
  public Shipment cancel(ShipmentId id) throws ShipmentDispatched {
    consignments.addCancelled(id);
    Consignment consignment = consignments.lock(id).orElseThrow();
    if (consignment.cancel()) {
      consignments.save(consignment);
      events.calledOff(consignment);
    }
    return consignment.toShipment();
  }

  @Override
  @Transactional(rollbackOn = Exception.class)
  public Shipment dispatch(ShipmentId id, Dispatch dispatch)
      throws ShipmentNotFound, ShipmentCancelled, NotToShip {
    Consignment consignment = locked(id);
    Instant at = dispatch.at().orElseGet(consignments::now);
    List<Units> sent = consignment.dispatch(dispatch.lines(), at);
    if (!sent.isEmpty()) {
      consignments.save(consignment);
      events.dispatched(consignment, sent, at);
    }
    return consignment.toShipment();
  }

  @Override
  @Transactional(rollbackOn = Exception.class)
  public Shipment takeBack(ShipmentId id, TakeBack returned) throws ShipmentNotFound, NotShipped {
    Consignment consignment = locked(id);
    consignment.takeBack(returned.lines());
    consignments.save(consignment);
    events.returned(consignment, returned.lines());
    return consignment.toShipment();
  }

  private Consignment locked(ShipmentId id) throws ShipmentNotFound {
    return consignments.lock(id).orElseThrow(() -> new ShipmentNotFound(id));
  }
}
