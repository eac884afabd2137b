package dev.cleave.shop.divergence;

import dev.cleave.test.divergence.TransactionsSuite;

class TransactionsOverRestIT extends TransactionsSuite {
  TransactionsOverRestIT() {
    super("rest");
  }
}
