package dev.cleave.shop.notifications.domain;

import dev.cleave.shop.money.Money;
import dev.cleave.shop.ordering.OrderId;
import dev.cleave.shop.payments.PaymentId;
import dev.cleave.shop.shipping.ShipmentId;
import dev.cleave.shop.shipping.Units;
import java.util.List;
import java.util.stream.Collectors;

/** The words of every message. They hold no name, no address and nothing that opens anything. */
public final class Wording {
  private static final int MAX_REASON = 1000;

  private Wording() {}

  public static Note confirmed(OrderId order) {
    return new Note(
        "Your order %s is confirmed".formatted(order),
        "Your order %s is paid, and its goods are set aside for you.\n".formatted(order)
            + "You hear from us again when they leave.\n");
  }

  /**
   * @param reason of whoever rejected it, for people
   */
  public static Note rejected(OrderId order, String reason) {
    return new Note(
        "Your order %s could not be carried out".formatted(order),
        "We could not carry out your order %s:\n%s\n"
                .formatted(order, PlainLine.of(reason, MAX_REASON))
            + "You pay nothing for it.\n");
  }

  public static Note cancelled(OrderId order) {
    return new Note(
        "Your order %s is cancelled".formatted(order),
        "Your order %s is cancelled. You pay nothing for it.\n".formatted(order));
  }

  public static Note refunded(PaymentId payment, Money amount) {
    return new Note(
        "You got %s back".formatted(amount),
        "%s of your payment %s are back in your wallet.\n".formatted(amount, payment));
  }

  public static Note dispatched(ShipmentId shipment, List<Units> units, boolean isComplete) {
    return new Note(
        isComplete
            ? "Your shipment %s is on its way".formatted(shipment)
            : "A part of your shipment %s is on its way".formatted(shipment),
        "This is on its way to you:\n%s\n%s\n"
            .formatted(
                units.stream()
                    .map(each -> "- %d of product %s".formatted(each.quantity(), each.product()))
                    .collect(Collectors.joining("\n")),
                isComplete ? "Nothing else is to come." : "The rest follows."));
  }
}
