package dev.cleave.bench;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/**
 * The yardstick of local calls: the same methods on an ordinary bean, called through its client
 * proxy.
 */
@ApplicationScoped
public class PlainQuotes {
  public Quote read(int product) {
    return Quote.SAMPLE;
  }

  @Transactional
  public Quote readInTransaction(int product) {
    return Quote.SAMPLE;
  }

  public Order order(int product) {
    return Order.SAMPLE;
  }
}
