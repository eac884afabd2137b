package dev.cleave.shop.contract;

class OrderingOverJmsIT extends OrderingSuite {
  OrderingOverJmsIT() {
    super("jms");
  }
}
