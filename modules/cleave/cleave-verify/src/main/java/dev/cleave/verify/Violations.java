package dev.cleave.verify;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Collects violations so that they can be reported together. Not safe for several threads. */
public final class Violations {
  private final SortedSet<Violation> found = new TreeSet<>();

  public void add(
      Rule rule, String module, String type, String place, String what, String allowed) {
    found.add(new Violation(rule, module, type, place, what, allowed));
  }

  /** The violations so far, by module, then rule, then type. */
  public List<Violation> sorted() {
    return List.copyOf(found);
  }
}
