package dev.cleave.shop.divergence;

import dev.cleave.test.divergence.FaultsSuite;

class FaultsOverGrpcIT extends FaultsSuite {
  FaultsOverGrpcIT() {
    super("grpc");
  }
}
