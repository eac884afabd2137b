package dev.cleave.shop.catalog;

import dev.cleave.shop.money.AmountBetween;
import dev.cleave.shop.money.Money;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * A product to be added.
 *
 * @param name 1 to 200 characters, not blank, on one line
 * @param category an existing category
 * @param quantityPerUnit what one unit is, 1 to 100 characters, not blank, on one line
 * @param price of one unit, from 0.01 to 999,999.99 USD
 */
public record NewProduct(
    @NotBlank
        @Size(max = 200)
        @Pattern(
            regexp = "[^\\p{Cc}\\p{Cs}]*",
            message = "must be one line without control characters")
        String name,
    @NotNull CategoryId category,
    @NotBlank
        @Size(max = 100)
        @Pattern(
            regexp = "[^\\p{Cc}\\p{Cs}]*",
            message = "must be one line without control characters")
        String quantityPerUnit,
    @NotNull @AmountBetween(min = "0.01", max = "999999.99", currency = "USD") Money price) {}
