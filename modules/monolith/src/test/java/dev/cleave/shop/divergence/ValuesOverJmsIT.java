package dev.cleave.shop.divergence;

import dev.cleave.test.divergence.ValuesSuite;

class ValuesOverJmsIT extends ValuesSuite {
  ValuesOverJmsIT() {
    super("jms");
  }
}
