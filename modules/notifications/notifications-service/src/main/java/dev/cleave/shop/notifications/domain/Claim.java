package dev.cleave.shop.notifications.domain;

import dev.cleave.shop.accounts.UserId;
import java.time.Instant;
import java.util.UUID;

/**
 * A message that one process has taken to send it.
 *
 * @param id of the message
 * @param attempt from 1; with the id it tells this claim from any other
 */
public record Claim(UUID id, int attempt, UserId customer, Note note, Instant recordedAt) {}
