package dev.cleave.shop.catalog;

import dev.cleave.shop.money.AmountBetween;
import dev.cleave.shop.money.Money;
import jakarta.validation.constraints.NotNull;

/**
 * A new price.
 *
 * @param price of one unit, from 0.01 to 999,999.99 USD
 */
public record PriceChange(
    @NotNull @AmountBetween(min = "0.01", max = "999999.99", currency = "USD") Money price) {}
