package dev.cleave.shop.contract;

class AccountsOverGrpcIT extends AccountsSuite {
  AccountsOverGrpcIT() {
    super("grpc");
  }
}
