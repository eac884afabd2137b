package dev.cleave.shop.shipping.domain;

import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.shipping.ShipmentId;
import dev.cleave.shop.shipping.Units;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All shipments. */
public interface Consignments {
  /** Oldest first. */
  List<Consignment> page(int offset, int limit);

  Optional<Consignment> find(ShipmentId id);

  /** The shipment, which nobody else can change until the transaction ends. */
  Optional<Consignment> lock(ShipmentId id);

  /**
   * Adds a shipment of which nothing was sent. Of two that add it at once, one waits for the other.
   *
   * @return whether it was added; otherwise there is one of this id
   */
  boolean add(ShipmentId id, UserId customer, List<Units> lines);

  /**
   * Adds a shipment that is cancelled before it is scheduled.
   *
   * @return whether it was added; otherwise there is one of this id
   */
  boolean addCancelled(ShipmentId id);

  /** Keeps what was changed on a locked shipment. */
  void save(Consignment consignment);

  /** The time at this moment by the one clock of all processes. */
  Instant now();
}
