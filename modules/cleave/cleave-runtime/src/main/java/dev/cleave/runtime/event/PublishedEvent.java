package dev.cleave.runtime.event;

import java.util.UUID;

/** An event on its way into the log. */
record PublishedEvent(UUID id, String type, String key, String payload, String traceparent) {}
