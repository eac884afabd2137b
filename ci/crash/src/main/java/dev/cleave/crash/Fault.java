package dev.cleave.crash;

import java.util.Random;

/**
 * What happens to the shop in a round, and when.
 *
 * @param kind what happens
 * @param afterMillis from the begin of the load
 */
record Fault(Kind kind, int afterMillis) {

  private static final int EARLIEST = 150;
  private static final int SPAN = 2500;

  /** What can happen. */
  enum Kind {
    LIBERTY("kill -9 Liberty"),
    SERVICE("kill -9 of the extracted service"),
    BROKER("kill -9 of the broker"),
    POSTGRES("kill -9 PostgreSQL"),
    DISK("PostgreSQL's disk full");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /** The fault that follows from a seed. */
  static Fault of(long seed) {
    Random random = new Random(seed);
    Kind kind = kind(random.nextInt(100));
    return new Fault(kind, EARLIEST + random.nextInt(SPAN));
  }

  private static Kind kind(int dice) {
    if (dice < 40) {
      return Kind.LIBERTY;
    }
    if (dice < 60) {
      return Kind.SERVICE;
    }
    if (dice < 78) {
      return Kind.BROKER;
    }
    return dice < 90 ? Kind.POSTGRES : Kind.DISK;
  }

  @Override
  public String toString() {
    return "%s after %d ms".formatted(kind.words(), afterMillis);
  }
}
