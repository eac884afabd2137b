package dev.cleave.shop.payments;

import dev.cleave.verify.Architecture;
import org.junit.jupiter.api.Test;

class PaymentsArchitectureTest {
  @Test
  void the_module_keeps_its_boundaries() {
    Architecture.of("dev.cleave.shop").module("payments").verify();
  }
}
