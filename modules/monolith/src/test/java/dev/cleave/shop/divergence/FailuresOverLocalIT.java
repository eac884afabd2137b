package dev.cleave.shop.divergence;

import dev.cleave.test.divergence.FailuresSuite;

class FailuresOverLocalIT extends FailuresSuite {
  FailuresOverLocalIT() {
    super("local");
  }
}
