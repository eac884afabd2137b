package dev.cleave.shop.shipping;

import dev.cleave.event.EventKey;
import dev.cleave.event.IntegrationEvent;
import dev.cleave.shop.accounts.UserId;

/** A scheduled shipment was called off. */
@IntegrationEvent("shipping.shipment-cancelled.v1")
public record ShipmentCalledOff(@EventKey ShipmentId shipment, UserId customer) {}
