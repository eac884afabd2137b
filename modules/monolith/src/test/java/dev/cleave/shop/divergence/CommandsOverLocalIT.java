package dev.cleave.shop.divergence;

import dev.cleave.test.divergence.CommandsSuite;

class CommandsOverLocalIT extends CommandsSuite {
  CommandsOverLocalIT() {
    super("local");
  }
}
