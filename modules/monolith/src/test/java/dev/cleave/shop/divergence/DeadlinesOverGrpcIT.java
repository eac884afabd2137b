package dev.cleave.shop.divergence;

import dev.cleave.test.divergence.DeadlinesSuite;

class DeadlinesOverGrpcIT extends DeadlinesSuite {
  DeadlinesOverGrpcIT() {
    super("grpc");
  }
}
