package dev.cleave.shop.accounts;

import dev.cleave.event.EventKey;
import dev.cleave.event.IntegrationEvent;
import java.util.Optional;

/** A user's name or e-mail address was replaced. */
@IntegrationEvent("accounts.user-changed.v1")
public record UserChanged(@EventKey UserId id, String name, Optional<String> email) {}
