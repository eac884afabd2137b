package dev.cleave.shop.divergence;

import dev.cleave.test.divergence.SwitchingSuite;

class SwitchingFromRestIT extends SwitchingSuite {
  SwitchingFromRestIT() {
    super("rest", "local");
  }
}
