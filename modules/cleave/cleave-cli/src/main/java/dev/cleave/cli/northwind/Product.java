package dev.cleave.cli.northwind;

import java.math.BigDecimal;

/**
 * A row of products.csv.
 *
 * @param price now, after all orders
 * @param inStock now, after all orders
 */
record Product(
    Place place,
    int id,
    String name,
    int category,
    String quantityPerUnit,
    BigDecimal price,
    int inStock,
    boolean discontinued) {}
