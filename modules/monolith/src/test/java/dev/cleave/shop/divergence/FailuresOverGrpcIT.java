package dev.cleave.shop.divergence;

import dev.cleave.test.divergence.FailuresSuite;

class FailuresOverGrpcIT extends FailuresSuite {
  FailuresOverGrpcIT() {
    super("grpc");
  }
}
