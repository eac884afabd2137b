package dev.cleave.shop.accounts;

import dev.cleave.event.EventKey;
import dev.cleave.event.IntegrationEvent;

/** A user was removed. */
@IntegrationEvent("accounts.user-removed.v1")
public record UserRemoved(@EventKey UserId id) {}
