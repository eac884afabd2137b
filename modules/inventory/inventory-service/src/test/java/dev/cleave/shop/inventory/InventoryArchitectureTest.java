package dev.cleave.shop.inventory;

import dev.cleave.verify.Architecture;
import org.junit.jupiter.api.Test;

class InventoryArchitectureTest {
  @Test
  void the_module_keeps_its_boundaries() {
    Architecture.of("dev.cleave.shop").module("inventory").verify();
  }
}
