package dev.cleave.shop.notifications.domain;

import java.util.Optional;

/**
 * What is known of a customer.
 *
 * @param name one line of at most 200 characters; absent once the customer was removed
 * @param email where messages go, if the customer has an address
 */
public record Recipient(Optional<String> name, Optional<String> email) {
  private static final int MAX_NAME = 200;

  public Recipient {
    name = name.map(text -> PlainLine.of(text, MAX_NAME));
  }
}
