package dev.cleave.shop.divergence;

import dev.cleave.test.divergence.ValuesSuite;

class ValuesOverGrpcIT extends ValuesSuite {
  ValuesOverGrpcIT() {
    super("grpc");
  }
}
