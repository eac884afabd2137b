package dev.cleave.bench;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/**
 * The yardstick of local calls: the same methods on an ordinary bean, called through its client
 * proxy.
 */
@ApplicationScoped
public class PlainQuotes {
  private static final Quote QUOTE = Quote.of(1);

  public Quote read(int product) {
    return QUOTE;
  }

  @Transactional
  public Quote readInTransaction(int product) {
    return QUOTE;
  }
}
