package dev.cleave.shop.divergence;

import dev.cleave.test.divergence.DeadlinesSuite;

class DeadlinesOverLocalIT extends DeadlinesSuite {
  DeadlinesOverLocalIT() {
    super("local");
  }
}
