package dev.cleave.shop.contract;

class OrderHistoryOverRestIT extends OrderHistorySuite {
  OrderHistoryOverRestIT() {
    super("rest");
  }
}
