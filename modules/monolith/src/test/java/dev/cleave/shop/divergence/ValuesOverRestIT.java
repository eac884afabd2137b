package dev.cleave.shop.divergence;

import dev.cleave.test.divergence.ValuesSuite;

class ValuesOverRestIT extends ValuesSuite {
  ValuesOverRestIT() {
    super("rest");
  }
}
