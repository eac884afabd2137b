package dev.cleave.shop.catalog;

import dev.cleave.shop.money.Money;

/**
 * Something we sell, or sold.
 *
 * @param id given by the database
 * @param name for people
 * @param category where it is filed
 * @param quantityPerUnit what one unit is, such as {@code 24 - 12 oz bottles}
 * @param price of one unit, now
 * @param discontinued whether it can no longer be ordered
 */
public record Product(
    ProductId id,
    String name,
    CategoryId category,
    String quantityPerUnit,
    Money price,
    boolean discontinued) {}
