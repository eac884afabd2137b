package dev.cleave.shop.divergence;

import dev.cleave.test.divergence.DeadlinesSuite;

class DeadlinesOverJmsIT extends DeadlinesSuite {
  DeadlinesOverJmsIT() {
    super("jms");
  }
}
