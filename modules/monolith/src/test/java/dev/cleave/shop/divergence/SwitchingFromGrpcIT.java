package dev.cleave.shop.divergence;

import dev.cleave.test.divergence.SwitchingSuite;

class SwitchingFromGrpcIT extends SwitchingSuite {
  SwitchingFromGrpcIT() {
    super("grpc", "rest");
  }
}
