package dev.cleave.shop.shipping;

import dev.cleave.verify.Architecture;
import org.junit.jupiter.api.Test;

class ShippingArchitectureTest {
  @Test
  void the_module_keeps_its_boundaries() {
    Architecture.of("dev.cleave.shop").module("shipping").verify();
  }
}
