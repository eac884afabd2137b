package dev.cleave.shop.divergence;

import dev.cleave.test.divergence.CommandsSuite;

class CommandsOverRestIT extends CommandsSuite {
  CommandsOverRestIT() {
    super("rest");
  }
}
