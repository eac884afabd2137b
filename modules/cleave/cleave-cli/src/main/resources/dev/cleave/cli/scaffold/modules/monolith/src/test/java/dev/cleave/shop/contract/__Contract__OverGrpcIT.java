package dev.cleave.shop.contract;

class __Contract__OverGrpcIT extends __Contract__Suite {
  __Contract__OverGrpcIT() {
    super("grpc");
  }
}
