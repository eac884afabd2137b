package dev.cleave.shop.contract;

class PaymentsOverRestIT extends PaymentsSuite {
  PaymentsOverRestIT() {
    super("rest");
  }
}
