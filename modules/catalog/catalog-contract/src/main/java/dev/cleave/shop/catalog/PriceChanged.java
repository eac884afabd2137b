package dev.cleave.shop.catalog;

import dev.cleave.event.EventKey;
import dev.cleave.event.IntegrationEvent;
import dev.cleave.shop.money.Money;

/** A product has a new price. */
@IntegrationEvent("catalog.price-changed.v1")
public record PriceChanged(@EventKey ProductId product, Money price) {}
