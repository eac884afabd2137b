package dev.cleave.shop.divergence;

import dev.cleave.test.divergence.TransactionsSuite;

class TransactionsOverJmsIT extends TransactionsSuite {
  TransactionsOverJmsIT() {
    super("jms");
  }
}
