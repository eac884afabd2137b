package dev.cleave.shop.shipping;

import dev.cleave.event.EventKey;
import dev.cleave.event.IntegrationEvent;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;

/**
 * Something that was sent has reached the customer, as the carrier says; it comes from outside.
 *
 * @param deliveredAt not before 1900 nor in the future
 */
@IntegrationEvent("shipping.parcel-delivered.v1")
public record ParcelDelivered(
    @EventKey @NotNull ShipmentId shipment, @NotNull @PlausibleTime Instant deliveredAt) {}
