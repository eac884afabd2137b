package dev.cleave.shop.contract;

class OrderHistoryOverJmsIT extends OrderHistorySuite {
  OrderHistoryOverJmsIT() {
    super("jms");
  }
}
