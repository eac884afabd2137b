package dev.cleave.shop.shipping;

import dev.cleave.event.EventKey;
import dev.cleave.event.IntegrationEvent;
import dev.cleave.shop.accounts.UserId;

/** A shipment waits to be sent. */
@IntegrationEvent("shipping.shipment-scheduled.v1")
public record ShipmentScheduled(@EventKey ShipmentId shipment, UserId customer) {}
