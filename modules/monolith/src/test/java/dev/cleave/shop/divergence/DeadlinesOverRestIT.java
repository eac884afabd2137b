package dev.cleave.shop.divergence;

import dev.cleave.test.divergence.DeadlinesSuite;

class DeadlinesOverRestIT extends DeadlinesSuite {
  DeadlinesOverRestIT() {
    super("rest");
  }
}
