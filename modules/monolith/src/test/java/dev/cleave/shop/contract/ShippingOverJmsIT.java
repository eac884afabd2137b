package dev.cleave.shop.contract;

class ShippingOverJmsIT extends ShippingSuite {
  ShippingOverJmsIT() {
    super("jms");
  }
}
