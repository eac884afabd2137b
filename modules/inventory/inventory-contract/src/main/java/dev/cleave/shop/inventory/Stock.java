package dev.cleave.shop.inventory;

import dev.cleave.shop.catalog.ProductId;

/**
 * Units of a product at one moment.
 *
 * @param product the product
 * @param onHand units in the house: received, neither sold nor written off
 * @param reserved units on hand that reservations hold
 * @param available units on hand that nobody holds: {@code onHand - reserved}
 */
public record Stock(ProductId product, int onHand, int reserved, int available) {}
