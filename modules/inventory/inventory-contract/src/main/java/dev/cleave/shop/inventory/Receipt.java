package dev.cleave.shop.inventory;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * Units that arrived.
 *
 * @param quantity from 1 to 1,000,000
 */
public record Receipt(@Min(1) @Max(1_000_000) int quantity) {}
