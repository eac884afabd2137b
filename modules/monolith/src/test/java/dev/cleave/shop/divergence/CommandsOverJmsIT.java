package dev.cleave.shop.divergence;

import dev.cleave.test.divergence.CommandsSuite;

class CommandsOverJmsIT extends CommandsSuite {
  CommandsOverJmsIT() {
    super("jms");
  }
}
