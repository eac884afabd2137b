package dev.cleave.shop.contract;

class OrderingOverGrpcIT extends OrderingSuite {
  OrderingOverGrpcIT() {
    super("grpc");
  }
}
