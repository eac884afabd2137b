package dev.cleave.bench;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** The implementation behind the contract. */
@ApplicationScoped
public class QuoteService implements Quotes {
  private static final Quote QUOTE = Quote.of(1);

  @Override
  public Quote read(int product) {
    return QUOTE;
  }

  @Override
  @Transactional
  public Quote readInTransaction(int product) {
    return QUOTE;
  }
}
