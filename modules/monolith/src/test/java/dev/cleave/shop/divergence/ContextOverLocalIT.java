package dev.cleave.shop.divergence;

import dev.cleave.test.divergence.ContextSuite;

class ContextOverLocalIT extends ContextSuite {
  ContextOverLocalIT() {
    super("local");
  }
}
