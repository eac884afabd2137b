package dev.cleave.shop.ordering;

import dev.cleave.shop.catalog.ProductId;
import dev.cleave.shop.money.Money;
import jakarta.validation.constraints.Digits;
import java.math.BigDecimal;

/**
 * One product of an order.
 *
 * @param product the product
 * @param quantity units
 * @param unitPrice the price of one unit when the order was placed
 * @param discount the agreed share off, with scale 4; zero if none
 * @param amount {@code quantity * unitPrice * (1 - discount)}, rounded once, half-even, to cents
 */
public record OrderLine(
    ProductId product,
    int quantity,
    Money unitPrice,
    @Digits(integer = 1, fraction = 4) BigDecimal discount,
    Money amount) {}
