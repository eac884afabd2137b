package dev.cleave.shop.contract;

class InventoryOverRestIT extends InventorySuite {
  InventoryOverRestIT() {
    super("rest");
  }
}
