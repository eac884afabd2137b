package dev.cleave.shop.catalog;

import dev.cleave.shop.money.Money;

/**
 * What a product costs at this moment.
 *
 * @param product the product asked for
 * @param price of one unit
 * @param discontinued whether it can no longer be ordered
 */
public record Quote(ProductId product, Money price, boolean discontinued) {}
