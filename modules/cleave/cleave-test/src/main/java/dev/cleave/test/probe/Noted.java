package dev.cleave.test.probe;

import dev.cleave.event.EventKey;
import dev.cleave.event.IntegrationEvent;

/**
 * Somebody wants a thing of this name.
 *
 * @param failures how often its listener fails
 */
@IntegrationEvent("probe.noted.v1")
public record Noted(@EventKey String name, int number, int failures) {}
