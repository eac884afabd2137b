package dev.cleave.shop.divergence;

import dev.cleave.test.divergence.FaultsSuite;

class FaultsOverRestIT extends FaultsSuite {
  FaultsOverRestIT() {
    super("rest");
  }
}
