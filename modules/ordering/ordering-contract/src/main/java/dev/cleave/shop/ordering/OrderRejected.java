package dev.cleave.shop.ordering;

import dev.cleave.event.EventKey;
import dev.cleave.event.IntegrationEvent;
import dev.cleave.shop.accounts.UserId;

/** An order could not be carried out; everything that was done for it was undone. */
@IntegrationEvent("ordering.order-rejected.v1")
public record OrderRejected(@EventKey OrderId order, UserId customer, String reason) {}
