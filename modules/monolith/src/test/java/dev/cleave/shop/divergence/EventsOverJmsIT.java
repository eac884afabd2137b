package dev.cleave.shop.divergence;

import dev.cleave.test.divergence.EventsSuite;

class EventsOverJmsIT extends EventsSuite {
  EventsOverJmsIT() {
    super("jms");
  }
}
