package dev.cleave.shop.contract;

class ShippingOverLocalIT extends ShippingSuite {
  ShippingOverLocalIT() {
    super("local");
  }
}
