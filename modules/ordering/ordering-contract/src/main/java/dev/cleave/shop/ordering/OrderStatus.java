package dev.cleave.shop.ordering;

/**
 * Where an order stands. It is placed as {@link #PENDING} and ends as {@link #CONFIRMED}, {@link
 * #REJECTED} or {@link #CANCELLED}:
 *
 * <ul>
 *   <li>PENDING → CONFIRMED or REJECTED, by itself, a moment after it was placed;
 *   <li>PENDING → CANCELLING → CANCELLED, if it is cancelled before that;
 *   <li>CONFIRMED → CANCELLING → CANCELLED, if it is cancelled later, or back to CONFIRMED if
 *       something of it was sent.
 * </ul>
 */
public enum OrderStatus {
  /** Accepted; its units are being held, its payment taken, its shipment scheduled. */
  PENDING,
  /** Its units are sold, it is paid, its shipment is scheduled. */
  CONFIRMED,
  /** Called off; its units and the money went back. */
  CANCELLED,
  /** Could not be carried out; what was done for it was undone. */
  REJECTED,
  /** Being called off: what was done for it is being undone. */
  CANCELLING,
  /** A status that this version of the contract does not know. */
  UNKNOWN
}
