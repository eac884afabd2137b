package dev.cleave.shop.divergence;

import dev.cleave.test.divergence.FailuresSuite;

class FailuresOverRestIT extends FailuresSuite {
  FailuresOverRestIT() {
    super("rest");
  }
}
