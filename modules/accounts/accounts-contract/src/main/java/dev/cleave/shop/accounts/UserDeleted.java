package dev.cleave.shop.accounts;

/**
 * A user was removed.
 *
 * @param message for people
 */
public record UserDeleted(String message) {}
