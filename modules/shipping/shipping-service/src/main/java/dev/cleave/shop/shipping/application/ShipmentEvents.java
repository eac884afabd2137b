package dev.cleave.shop.shipping.application;

import dev.cleave.shop.shipping.ShipmentCalledOff;
import dev.cleave.shop.shipping.ShipmentScheduled;
import dev.cleave.shop.shipping.Units;
import dev.cleave.shop.shipping.UnitsDispatched;
import dev.cleave.shop.shipping.UnitsReturned;
import dev.cleave.shop.shipping.domain.Consignment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Tells others what became of a shipment, in the transaction that changed it. */
@ApplicationScoped
public class ShipmentEvents {
  private Event<ShipmentScheduled> scheduled;
  private Event<ShipmentCalledOff> calledOff;
  private Event<UnitsDispatched> dispatched;
  private Event<UnitsReturned> returned;

  /** For the container's client proxy. */
  ShipmentEvents() {}

  @Inject
  public ShipmentEvents(
      Event<ShipmentScheduled> scheduled,
      Event<ShipmentCalledOff> calledOff,
      Event<UnitsDispatched> dispatched,
      Event<UnitsReturned> returned) {
    this.scheduled = scheduled;
    this.calledOff = calledOff;
    this.dispatched = dispatched;
    this.returned = returned;
  }

  void scheduled(Consignment consignment) {
    scheduled.fire(new ShipmentScheduled(consignment.id(), consignment.customer().orElseThrow()));
  }

  void calledOff(Consignment consignment) {
    calledOff.fire(new ShipmentCalledOff(consignment.id(), consignment.customer().orElseThrow()));
  }

  void dispatched(Consignment consignment, List<Units> sent, Instant at) {
    dispatched.fire(
        new UnitsDispatched(
            consignment.id(),
            consignment.customer().orElseThrow(),
            sent,
            consignment.isComplete(),
            at.truncatedTo(ChronoUnit.MICROS)));
  }

  void returned(Consignment consignment, List<Units> units) {
    returned.fire(new UnitsReturned(consignment.id(), consignment.customer().orElseThrow(), units));
  }
}
