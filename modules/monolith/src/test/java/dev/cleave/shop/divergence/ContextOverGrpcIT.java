package dev.cleave.shop.divergence;

import dev.cleave.test.divergence.ContextSuite;

class ContextOverGrpcIT extends ContextSuite {
  ContextOverGrpcIT() {
    super("grpc");
  }
}
