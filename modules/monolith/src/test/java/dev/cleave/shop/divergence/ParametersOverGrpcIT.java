package dev.cleave.shop.divergence;

import dev.cleave.test.divergence.ParametersSuite;

class ParametersOverGrpcIT extends ParametersSuite {
  ParametersOverGrpcIT() {
    super("grpc");
  }
}
