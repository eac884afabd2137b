package dev.cleave.shop.shipping.domain;

import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.catalog.ProductId;
import dev.cleave.shop.shipping.NotShipped;
import dev.cleave.shop.shipping.NotToShip;
import dev.cleave.shop.shipping.Shipment;
import dev.cleave.shop.shipping.ShipmentCancelled;
import dev.cleave.shop.shipping.ShipmentDiffers;
import dev.cleave.shop.shipping.ShipmentDispatched;
import dev.cleave.shop.shipping.ShipmentId;
import dev.cleave.shop.shipping.ShipmentState;
import dev.cleave.shop.shipping.Units;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A shipment and the rules by which it changes. Where it stands follows from its units. One that
 * was cancelled before anybody scheduled it has neither customer nor lines: it only keeps its id
 * from being used.
 */
public final class Consignment {
  private final ShipmentId id;
  private final Optional<UserId> customer;
  private final Map<Integer, PackingLine> lines = new TreeMap<>();
  private boolean isCancelled;
  private Optional<Instant> dispatchedAt;
  private Optional<Instant> deliveredAt;

  /**
   * @param customer absent only if it was cancelled before it was scheduled
   * @param lines in any order, no product twice
   */
  public Consignment(
      ShipmentId id,
      Optional<UserId> customer,
      Collection<PackingLine> lines,
      boolean isCancelled,
      Optional<Instant> dispatchedAt,
      Optional<Instant> deliveredAt) {
    this.id = id;
    this.customer = customer;
    lines.forEach(line -> this.lines.put(line.product().value(), line));
    this.isCancelled = isCancelled;
    this.dispatchedAt = dispatchedAt;
    this.deliveredAt = deliveredAt;
  }

  public ShipmentId id() {
    return id;
  }

  /** Absent if it was cancelled before it was scheduled. */
  public Optional<UserId> customer() {
    return customer;
  }

  /** In the order of the products' ids. */
  public Collection<PackingLine> lines() {
    return lines.values();
  }

  public Optional<Instant> dispatchedAt() {
    return dispatchedAt;
  }

  public Optional<Instant> deliveredAt() {
    return deliveredAt;
  }

  public ShipmentState state() {
    if (isCancelled) {
      return ShipmentState.CANCELLED;
    }
    if (isAnythingSent()) {
      return isComplete() ? ShipmentState.DISPATCHED : ShipmentState.PARTLY_DISPATCHED;
    }
    return ShipmentState.SCHEDULED;
  }

  /** Whether no unit is left to send. */
  public boolean isComplete() {
    return lines().stream().allMatch(line -> line.left() == 0);
  }

  private boolean isAnythingSent() {
    return lines().stream().anyMatch(line -> line.dispatched() > 0);
  }

  /** Refuses to be scheduled again as something else; the order of lines does not count. */
  public void requireSame(UserId wantedCustomer, List<Units> wanted)
      throws ShipmentDiffers, ShipmentCancelled {
    if (isCancelled) {
      throw new ShipmentCancelled(id);
    }
    List<Units> own =
        lines().stream().map(line -> new Units(line.product(), line.quantity())).toList();
    List<Units> inOrder =
        wanted.stream().sorted(Comparator.comparingInt(units -> units.product().value())).toList();
    if (!customer.equals(Optional.of(wantedCustomer)) || !own.equals(inOrder)) {
      throw new ShipmentDiffers(id);
    }
  }

  /**
   * Calls it off while nothing is sent.
   *
   * @return whether that changed anything
   */
  public boolean cancel() throws ShipmentDispatched {
    if (isAnythingSent()) {
      throw new ShipmentDispatched(id);
    }
    boolean isNew = !isCancelled;
    isCancelled = true;
    return isNew;
  }

  /**
   * Sends units: all of the wanted ones or none.
   *
   * @param wanted no product twice; empty for everything that is left
   * @param at when; a time before that of an earlier dispatch does not set the shipment's time back
   * @return what was sent; nothing if nothing was left
   */
  public List<Units> dispatch(List<Units> wanted, Instant at) throws ShipmentCancelled, NotToShip {
    if (isCancelled) {
      throw new ShipmentCancelled(id);
    }
    List<Units> sent = wanted.isEmpty() ? left() : wanted;
    for (Units units : sent) {
      line(units.product()).requireLeft(units.quantity());
    }
    sent.forEach(units -> line(units.product()).send(units.quantity()));
    if (!sent.isEmpty()) {
      dispatchedAt = later(dispatchedAt, at);
    }
    return sent;
  }

  /**
   * Notes that something of it reached the customer. Told twice, or of several parcels in any
   * order, it is the latest time that stays. That time is the carrier's: it may lie before the last
   * dispatch, which was another parcel's, or that of a clock that is ahead.
   */
  public void deliver(Instant at) throws NotDispatched {
    if (!isAnythingSent()) {
      throw new NotDispatched(id, state());
    }
    deliveredAt = later(deliveredAt, at);
  }

  private static Optional<Instant> later(Optional<Instant> known, Instant at) {
    Instant moment = at.truncatedTo(ChronoUnit.MICROS);
    return Optional.of(known.filter(moment::isBefore).orElse(moment));
  }

  /** Takes units back: all of them or none. */
  public void takeBack(List<Units> units) throws NotShipped {
    for (Units each : units) {
      line(each.product()).requireKept(each.quantity());
    }
    units.forEach(each -> line(each.product()).takeBack(each.quantity()));
  }

  public Shipment toShipment() {
    return new Shipment(
        id,
        state(),
        customer,
        lines().stream().map(PackingLine::toLine).toList(),
        dispatchedAt,
        deliveredAt);
  }

  private List<Units> left() {
    return lines().stream()
        .filter(line -> line.left() > 0)
        .map(line -> new Units(line.product(), line.left()))
        .toList();
  }

  private PackingLine line(ProductId product) {
    return lines.getOrDefault(product.value(), PackingLine.none(product));
  }
}
