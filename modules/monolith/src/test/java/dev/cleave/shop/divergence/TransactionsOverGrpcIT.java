package dev.cleave.shop.divergence;

import dev.cleave.test.divergence.TransactionsSuite;

class TransactionsOverGrpcIT extends TransactionsSuite {
  TransactionsOverGrpcIT() {
    super("grpc");
  }
}
