package dev.cleave.shop.ordering.application;

import dev.cleave.Page;
import dev.cleave.shop.shipping.Dispatch;
import dev.cleave.shop.shipping.ScheduleShipment;
import dev.cleave.shop.shipping.Shipment;
import dev.cleave.shop.shipping.ShipmentCancelled;
import dev.cleave.shop.shipping.ShipmentDispatched;
import dev.cleave.shop.shipping.ShipmentId;
import dev.cleave.shop.shipping.ShipmentLine;
import dev.cleave.shop.shipping.ShipmentNotFound;
import dev.cleave.shop.shipping.ShipmentState;
import dev.cleave.shop.shipping.Shipping;
import dev.cleave.shop.shipping.TakeBack;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shipping as its contract promises it, without database. */
final class ShipmentsInMemory implements Shipping {
  private final Crash crash;
  private final Map<ShipmentId, Shipment> all = new HashMap<>();

  ShipmentsInMemory(Crash crash) {
    this.crash = crash;
  }

  ShipmentState state(ShipmentId id) {
    return all.get(id).state();
  }

  boolean areAllCancelled() {
    return all.values().stream().allMatch(s -> s.state() == ShipmentState.CANCELLED);
  }

  /** All of it is sent. */
  void dispatchAll(ShipmentId id) {
    move(id, ShipmentState.DISPATCHED, line -> new int[] {line.quantity(), 0});
  }

  /** All of it comes back. */
  void takeAllBack(ShipmentId id) {
    move(id, ShipmentState.DISPATCHED, line -> new int[] {line.quantity(), line.quantity()});
  }

  private interface Units {
    int[] of(ShipmentLine line);
  }

  private void move(ShipmentId id, ShipmentState state, Units units) {
    Shipment shipment = all.get(id);
    List<ShipmentLine> lines =
        shipment.lines().stream()
            .map(
                line ->
                    new ShipmentLine(
                        line.product(), line.quantity(), units.of(line)[0], units.of(line)[1]))
            .toList();
    all.put(
        id,
        new Shipment(id, state, shipment.customer(), lines, Optional.empty(), Optional.empty()));
  }

  @Override
  public Shipment shipment(ShipmentId id) throws ShipmentNotFound {
    return Optional.ofNullable(all.get(id)).orElseThrow(() -> new ShipmentNotFound(id));
  }

  @Override
  public Shipment schedule(ScheduleShipment command) throws ShipmentCancelled {
    Shipment known = all.get(command.id());
    if (known != null && known.state() == ShipmentState.CANCELLED) {
      throw new ShipmentCancelled(command.id());
    }
    if (known == null) {
      List<ShipmentLine> lines =
          command.lines().stream()
              .map(units -> new ShipmentLine(units.product(), units.quantity(), 0, 0))
              .toList();
      crash.around(
          () ->
              all.put(
                  command.id(),
                  new Shipment(
                      command.id(),
                      ShipmentState.SCHEDULED,
                      Optional.of(command.customer()),
                      lines,
                      Optional.empty(),
                      Optional.empty())));
    }
    return all.get(command.id());
  }

  @Override
  public Shipment cancel(ShipmentId id) throws ShipmentDispatched {
    Shipment known =
        all.getOrDefault(
            id,
            new Shipment(
                id,
                ShipmentState.UNKNOWN,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty()));
    if (known.state() == ShipmentState.DISPATCHED) {
      throw new ShipmentDispatched(id);
    }
    crash.around(
        () ->
            all.put(
                id,
                new Shipment(
                    id,
                    ShipmentState.CANCELLED,
                    known.customer(),
                    known.lines(),
                    known.dispatchedAt(),
                    known.deliveredAt())));
    return all.get(id);
  }

  @Override
  public Page<Shipment> shipments(int page, int size) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Shipment dispatch(ShipmentId id, Dispatch dispatch) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Shipment takeBack(ShipmentId id, TakeBack returned) {
    throw new UnsupportedOperationException();
  }
}
