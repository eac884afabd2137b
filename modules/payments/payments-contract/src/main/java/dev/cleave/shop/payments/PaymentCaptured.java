package dev.cleave.shop.payments;

import dev.cleave.event.EventKey;
import dev.cleave.event.IntegrationEvent;
import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.money.Money;

/** A customer has paid. */
@IntegrationEvent("payments.payment-captured.v1")
public record PaymentCaptured(@EventKey PaymentId payment, UserId customer, Money amount) {}
