package dev.cleave.shop.contract;

class PaymentsOverLocalIT extends PaymentsSuite {
  PaymentsOverLocalIT() {
    super("local");
  }
}
