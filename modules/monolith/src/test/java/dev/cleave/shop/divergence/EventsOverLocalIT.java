package dev.cleave.shop.divergence;

import dev.cleave.test.divergence.EventsSuite;

class EventsOverLocalIT extends EventsSuite {
  EventsOverLocalIT() {
    super("local");
  }
}
