package dev.cleave.shop.contract;

class ShippingOverGrpcIT extends ShippingSuite {
  ShippingOverGrpcIT() {
    super("grpc");
  }
}
