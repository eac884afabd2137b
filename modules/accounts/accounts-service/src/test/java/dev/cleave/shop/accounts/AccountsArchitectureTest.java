package dev.cleave.shop.accounts;

import dev.cleave.verify.Architecture;
import org.junit.jupiter.api.Test;

class AccountsArchitectureTest {
  @Test
  void the_module_keeps_its_boundaries() {
    Architecture.of("dev.cleave.shop").module("accounts").verify();
  }
}
