package dev.cleave.bench;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** The implementation behind the contract. */
@ApplicationScoped
public class QuoteService implements Quotes {
  @Override
  public Quote read(int product) {
    return Quote.SAMPLE;
  }

  @Override
  @Transactional
  public Quote readInTransaction(int product) {
    return Quote.SAMPLE;
  }

  @Override
  public Order order(int product) {
    return Order.SAMPLE;
  }
}
