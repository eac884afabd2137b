package dev.cleave.shop.divergence;

import dev.cleave.test.divergence.ContextSuite;

class ContextOverJmsIT extends ContextSuite {
  ContextOverJmsIT() {
    super("jms");
  }
}
