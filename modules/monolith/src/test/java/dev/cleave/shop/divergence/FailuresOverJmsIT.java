package dev.cleave.shop.divergence;

import dev.cleave.test.divergence.FailuresSuite;

class FailuresOverJmsIT extends FailuresSuite {
  FailuresOverJmsIT() {
    super("jms");
  }
}
