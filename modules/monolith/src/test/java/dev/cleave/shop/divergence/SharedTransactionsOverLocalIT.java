package dev.cleave.shop.divergence;

import dev.cleave.test.divergence.SharedTransactionsSuite;

/** There is no other binding for it: its module is pinned. */
class SharedTransactionsOverLocalIT extends SharedTransactionsSuite {
  SharedTransactionsOverLocalIT() {
    super("local");
  }
}
