package dev.cleave.shop.divergence;

import dev.cleave.test.divergence.SwitchingSuite;

class SwitchingFromJmsIT extends SwitchingSuite {
  SwitchingFromJmsIT() {
    super("jms", "rest");
  }
}
