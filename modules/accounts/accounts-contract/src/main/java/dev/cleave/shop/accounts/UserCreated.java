package dev.cleave.shop.accounts;

import dev.cleave.event.EventKey;
import dev.cleave.event.IntegrationEvent;
import java.util.Optional;

/** A user was added. */
@IntegrationEvent("accounts.user-created.v1")
public record UserCreated(@EventKey UserId id, String name, Optional<String> email) {}
