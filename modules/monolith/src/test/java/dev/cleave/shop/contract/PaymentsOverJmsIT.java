package dev.cleave.shop.contract;

class PaymentsOverJmsIT extends PaymentsSuite {
  PaymentsOverJmsIT() {
    super("jms");
  }
}
