package dev.cleave.shop.contract;

class InventoryOverLocalIT extends InventorySuite {
  InventoryOverLocalIT() {
    super("local");
  }
}
