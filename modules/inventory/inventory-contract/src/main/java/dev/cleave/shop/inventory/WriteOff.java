package dev.cleave.shop.inventory;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * Units that are there no longer, or not to be sold.
 *
 * @param quantity from 1 to 1,000,000
 * @param reason for people, up to 200 characters
 */
public record WriteOff(
    @Min(1) @Max(1_000_000) int quantity, @NotBlank @Size(max = 200) String reason) {}
