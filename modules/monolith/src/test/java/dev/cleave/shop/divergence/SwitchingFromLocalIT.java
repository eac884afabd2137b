package dev.cleave.shop.divergence;

import dev.cleave.test.divergence.SwitchingSuite;

class SwitchingFromLocalIT extends SwitchingSuite {
  SwitchingFromLocalIT() {
    super("local", "rest");
  }
}
