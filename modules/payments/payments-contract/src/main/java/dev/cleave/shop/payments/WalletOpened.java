package dev.cleave.shop.payments;

import dev.cleave.event.EventKey;
import dev.cleave.event.IntegrationEvent;
import dev.cleave.shop.accounts.UserId;

/** A customer got a wallet. */
@IntegrationEvent("payments.wallet-opened.v1")
public record WalletOpened(@EventKey UserId customer) {}
