package dev.cleave.shop.payments;

import dev.cleave.event.EventKey;
import dev.cleave.event.IntegrationEvent;
import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.money.Money;

/** A customer got money back, held or paid. */
@IntegrationEvent("payments.payment-reversed.v1")
public record PaymentReversed(
    @EventKey PaymentId payment, UserId customer, Money amount, boolean wasCaptured) {}
