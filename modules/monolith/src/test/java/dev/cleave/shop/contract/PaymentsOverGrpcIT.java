package dev.cleave.shop.contract;

class PaymentsOverGrpcIT extends PaymentsSuite {
  PaymentsOverGrpcIT() {
    super("grpc");
  }
}
