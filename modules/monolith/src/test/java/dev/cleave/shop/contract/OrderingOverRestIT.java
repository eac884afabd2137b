package dev.cleave.shop.contract;

class OrderingOverRestIT extends OrderingSuite {
  OrderingOverRestIT() {
    super("rest");
  }
}
