package dev.cleave.shop.payments;

import dev.cleave.shop.money.AmountBetween;
import dev.cleave.shop.money.Money;
import jakarta.validation.constraints.NotNull;

/**
 * Money that is put into a wallet.
 *
 * @param amount from 0.01 to 999,999,999.99 USD
 */
public record Deposit(
    @NotNull @AmountBetween(min = "0.01", max = "999999999.99", currency = "USD") Money amount) {}
