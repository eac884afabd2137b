package dev.cleave.shop.divergence;

import dev.cleave.test.divergence.ParametersSuite;

class ParametersOverLocalIT extends ParametersSuite {
  ParametersOverLocalIT() {
    super("local");
  }
}
