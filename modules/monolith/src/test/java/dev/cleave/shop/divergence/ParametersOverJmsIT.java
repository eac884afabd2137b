package dev.cleave.shop.divergence;

import dev.cleave.test.divergence.ParametersSuite;

class ParametersOverJmsIT extends ParametersSuite {
  ParametersOverJmsIT() {
    super("jms");
  }
}
