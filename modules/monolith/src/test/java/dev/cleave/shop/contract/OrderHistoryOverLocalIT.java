package dev.cleave.shop.contract;

class OrderHistoryOverLocalIT extends OrderHistorySuite {
  OrderHistoryOverLocalIT() {
    super("local");
  }
}
