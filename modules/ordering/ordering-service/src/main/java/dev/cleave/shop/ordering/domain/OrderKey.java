package dev.cleave.shop.ordering.domain;

import dev.cleave.shop.ordering.OrderId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The id of an order follows from the key under which it is placed, so that a repeat finds it. */
public final class OrderKey {
  private OrderKey() {}

  public static OrderId orderPlacedUnder(String idempotencyKey) {
    String name = "ordering.place/" + idempotencyKey;
    return new OrderId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
  }
}
