package dev.cleave.shop.payments;

import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.money.Money;

/**
 * A customer's money, where {@code deposited = balance + held + paid}.
 *
 * @param customer whose it is
 * @param balance what can be spent
 * @param held for payments that are authorised
 * @param paid for payments that are captured, less what was refunded
 * @param deposited all that was ever put in
 */
public record Wallet(UserId customer, Money balance, Money held, Money paid, Money deposited) {}
