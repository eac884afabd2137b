package dev.cleave.shop.__module__;

import dev.cleave.verify.Architecture;
import org.junit.jupiter.api.Test;

class __Contract__ArchitectureTest {
  @Test
  void the_module_keeps_its_boundaries() {
    Architecture.of("dev.cleave.shop").module("__module__").verify();
  }
}
