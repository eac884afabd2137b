package dev.cleave.shop.divergence;

import dev.cleave.test.divergence.CommandsSuite;

class CommandsOverGrpcIT extends CommandsSuite {
  CommandsOverGrpcIT() {
    super("grpc");
  }
}
