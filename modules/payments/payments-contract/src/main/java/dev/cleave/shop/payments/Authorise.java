package dev.cleave.shop.payments;

import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.money.AmountBetween;
import dev.cleave.shop.money.Money;
import jakarta.validation.constraints.NotNull;

/**
 * A payment to be authorised.
 *
 * @param id chosen by the caller
 * @param customer out of whose wallet it is paid
 * @param amount from 0.00 to 99,999,999,999,999.99 USD
 */
public record Authorise(
    @NotNull PaymentId id,
    @NotNull UserId customer,
    @NotNull @AmountBetween(min = "0.00", max = "99999999999999.99", currency = "USD")
        Money amount) {}
