package dev.cleave.shop.payments;

import dev.cleave.event.EventKey;
import dev.cleave.event.IntegrationEvent;
import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.money.Money;

/** Money was put into a customer's wallet. */
@IntegrationEvent("payments.money-deposited.v1")
public record MoneyDeposited(@EventKey UserId customer, Money amount) {}
