package dev.cleave.shop.catalog;

import dev.cleave.verify.Architecture;
import org.junit.jupiter.api.Test;

class CatalogArchitectureTest {
  @Test
  void the_module_keeps_its_boundaries() {
    Architecture.of("dev.cleave.shop").module("catalog").verify();
  }
}
