package dev.cleave.bench.ordering;

import dev.cleave.event.EventKey;
import dev.cleave.event.IntegrationEvent;

/**
 * An order was placed. Every order has a key of its own, so that nothing waits for the order of
 * others.
 *
 * @param publishedAtMicros the application's clock just before the event was fired
 */
@IntegrationEvent("benchordering.order-placed.v1")
public record OrderPlaced(
    @EventKey long orderId, String sku, int quantity, long publishedAtMicros) {}
