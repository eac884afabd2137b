package dev.cleave.shop.inventory;

import dev.cleave.shop.catalog.ProductId;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * Units of one product, held together with others.
 *
 * @param product the product
 * @param quantity units, from 1 to 100,000
 */
public record ReservationLine(@NotNull ProductId product, @Min(1) @Max(100_000) int quantity) {}
