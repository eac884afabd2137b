package dev.cleave.shop.contract;

class ShippingOverRestIT extends ShippingSuite {
  ShippingOverRestIT() {
    super("rest");
  }
}
