package dev.cleave.shop.divergence;

import dev.cleave.test.divergence.TransactionsSuite;

class TransactionsOverLocalIT extends TransactionsSuite {
  TransactionsOverLocalIT() {
    super("local");
  }
}
