package dev.cleave.shop.catalog;

import dev.cleave.event.EventKey;
import dev.cleave.event.IntegrationEvent;

/** A product is no longer sold. */
@IntegrationEvent("catalog.product-discontinued.v1")
public record ProductWithdrawn(@EventKey ProductId product) {}
