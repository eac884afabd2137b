package dev.cleave.shop.divergence;

import dev.cleave.test.divergence.ContextSuite;

class ContextOverRestIT extends ContextSuite {
  ContextOverRestIT() {
    super("rest");
  }
}
