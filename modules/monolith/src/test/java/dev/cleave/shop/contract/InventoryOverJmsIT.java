package dev.cleave.shop.contract;

class InventoryOverJmsIT extends InventorySuite {
  InventoryOverJmsIT() {
    super("jms");
  }
}
