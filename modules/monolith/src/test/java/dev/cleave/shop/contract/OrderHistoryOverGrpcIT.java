package dev.cleave.shop.contract;

class OrderHistoryOverGrpcIT extends OrderHistorySuite {
  OrderHistoryOverGrpcIT() {
    super("grpc");
  }
}
