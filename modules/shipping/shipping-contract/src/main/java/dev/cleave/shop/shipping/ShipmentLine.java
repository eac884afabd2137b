package dev.cleave.shop.shipping;

import dev.cleave.shop.catalog.ProductId;

/**
 * One product of a shipment.
 *
 * @param product the product
 * @param quantity units to send in all
 * @param dispatched units sent so far
 * @param returned units that came back
 */
public record ShipmentLine(ProductId product, int quantity, int dispatched, int returned) {}
