package dev.cleave.shop.shipping;

import dev.cleave.shop.catalog.ProductId;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * Units of one product.
 *
 * @param product the product
 * @param quantity from 1 to 100,000
 */
public record Units(@NotNull ProductId product, @Min(1) @Max(100_000) int quantity) {}
