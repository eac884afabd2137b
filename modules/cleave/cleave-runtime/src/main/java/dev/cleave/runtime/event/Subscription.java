package dev.cleave.runtime.event;

/**
 * A row of {@code cleave_subscription}.
 *
 * @param name the listener's, with its module
 * @param generation of the read model it is for; 1 for other listeners
 */
record Subscription(int id, String name, int generation, String eventType, boolean isActive) {}
