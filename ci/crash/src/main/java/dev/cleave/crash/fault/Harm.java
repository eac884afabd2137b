package dev.cleave.crash.fault;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * What is done to one of the instances.
 *
 * @param kind of harm
 * @param instance to which it is done, 0 or 1
 */
record Harm(Kind kind, int instance) {

  /** Kinds of harm. */
  enum Kind {
    KILL,
    SLOW,
    CUT,
    ERRORS;

    /** As it is written. */
    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** Each kind once, in an order and to instances that chance decides. */
  static List<Harm> ofEachKind(Random random) {
    List<Harm> harms = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      harms.add(new Harm(kind, random.nextInt(2)));
    }
    Collections.shuffle(harms, random);
    return harms;
  }

  @Override
  public String toString() {
    return "%s of instance %d".formatted(kind.word(), instance + 1);
  }
}
