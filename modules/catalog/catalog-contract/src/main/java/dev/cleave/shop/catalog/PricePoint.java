package dev.cleave.shop.catalog;

import dev.cleave.shop.money.Money;
import java.time.Instant;

/**
 * A price and when it began to hold. It held until the next one.
 *
 * @param price of one unit
 * @param since the moment it was set, in microseconds
 */
public record PricePoint(Money price, Instant since) {}
