package dev.cleave.shop.ordering;

import dev.cleave.event.EventKey;
import dev.cleave.event.IntegrationEvent;
import dev.cleave.shop.accounts.UserId;

/** An order was called off; everything that was done for it was undone. */
@IntegrationEvent("ordering.order-cancelled.v1")
public record OrderCancelled(@EventKey OrderId order, UserId customer) {}
