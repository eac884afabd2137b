package dev.cleave.shop.contract;

class OrderingOverLocalIT extends OrderingSuite {
  OrderingOverLocalIT() {
    super("local");
  }
}
