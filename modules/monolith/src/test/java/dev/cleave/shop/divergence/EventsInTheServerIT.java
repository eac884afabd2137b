package dev.cleave.shop.divergence;

import dev.cleave.test.divergence.EventsSuite;

class EventsInTheServerIT extends EventsSuite {}
