package dev.cleave.runtime.event;

import java.nio.charset.StandardCharsets;

/**
 * How keys are spread. A key has one of 64 partitions, for good, since it is stored; eight
 * neighbouring partitions are a lane, which is leased and worked on as one.
 */
final class Partitions {
  static final int COUNT = 64;
  static final int PER_LANE = 8;
  static final int LANES = COUNT / PER_LANE;
  static final int ALL_LANES = (1 << LANES) - 1;

  private Partitions() {}

  static int of(String key) {
    long hash = hash(key);
    return (int) ((hash ^ hash >>> 32) & (COUNT - 1));
  }

  static int laneOf(int partition) {
    return partition / PER_LANE;
  }

  /** The advisory lock under which the module's events with this key take their numbers. */
  static long lockOf(String module, String key) {
    return hash("cleave-event\n" + module + "\n" + key);
  }

  /** The advisory lock that tells who delivers to a read model from who switches it. */
  static long lockOfReadModel(String module, String readModel) {
    return hash("cleave-read-model\n" + module + "\n" + readModel);
  }

  /** FNV-1a with the finish of SplitMix, which spreads short keys over the low bits too. */
  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    hash = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ hash >>> 27) * 0x94d049bb133111ebL;
    return hash ^ hash >>> 31;
  }
}
