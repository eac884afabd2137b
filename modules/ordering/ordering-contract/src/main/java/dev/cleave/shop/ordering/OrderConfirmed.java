package dev.cleave.shop.ordering;

import dev.cleave.event.EventKey;
import dev.cleave.event.IntegrationEvent;
import dev.cleave.shop.accounts.UserId;

/** An order is paid, its units are sold, its shipment is scheduled. */
@IntegrationEvent("ordering.order-confirmed.v1")
public record OrderConfirmed(@EventKey OrderId order, UserId customer) {}
