package dev.cleave.shop.divergence;

import dev.cleave.test.divergence.ValuesSuite;

class ValuesOverLocalIT extends ValuesSuite {
  ValuesOverLocalIT() {
    super("local");
  }
}
