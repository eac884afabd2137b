package dev.cleave.shop.ordering;

import dev.cleave.verify.Architecture;
import org.junit.jupiter.api.Test;

class OrderingArchitectureTest {
  @Test
  void the_module_keeps_its_boundaries() {
    Architecture.of("dev.cleave.shop").module("ordering").verify();
  }
}
