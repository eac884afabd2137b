package dev.cleave.shop.divergence;

import dev.cleave.test.divergence.ParametersSuite;

class ParametersOverRestIT extends ParametersSuite {
  ParametersOverRestIT() {
    super("rest");
  }
}
