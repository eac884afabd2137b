package dev.cleave.runtime.event;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Ids of events: UUIDs of version 7 (RFC 9562), whose order of time keeps indexes compact. */
final class EventIds {
  private EventIds() {}

  static UUID next() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long time = System.currentTimeMillis() << 16 | 0x7000L | random.nextInt(1 << 12);
    return new UUID(time, random.nextLong() >>> 2 | 0x8000000000000000L);
  }
}
