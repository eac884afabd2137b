package dev.cleave.shop;

import dev.cleave.verify.Architecture;
import org.junit.jupiter.api.Test;

class ShopArchitectureTest {
  @Test
  void all_modules_together_keep_their_boundaries() {
    Architecture.of("dev.cleave.shop").verify();
  }
}
