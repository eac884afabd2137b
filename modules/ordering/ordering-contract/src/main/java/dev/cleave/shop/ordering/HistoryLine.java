package dev.cleave.shop.ordering;

import dev.cleave.shop.catalog.ProductId;

/**
 * What became of one product of an order, in units.
 *
 * @param product the product
 * @param ordered as the order was placed
 * @param sold taken from the stock; 0 again once they went back
 * @param dispatched sent to the customer, whether they came back or not
 * @param returned that came back
 */
public record HistoryLine(ProductId product, int ordered, int sold, int dispatched, int returned) {}
