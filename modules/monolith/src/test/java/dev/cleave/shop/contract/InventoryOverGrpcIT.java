package dev.cleave.shop.contract;

class InventoryOverGrpcIT extends InventorySuite {
  InventoryOverGrpcIT() {
    super("grpc");
  }
}
