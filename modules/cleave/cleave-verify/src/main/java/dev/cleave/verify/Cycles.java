package dev.cleave.verify;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds circles in a small directed graph whose edges each carry an example. */
final class Cycles<E> {
  private final SortedMap<String, SortedMap<String, E>> edges = new TreeMap<>();

  /** One step of a circle. */
  record Step<E>(String from, String to, E example) {}

  void add(String from, String to, E example) {
    edges.computeIfAbsent(from, key -> new TreeMap<>()).putIfAbsent(to, example);
  }

  /** For each node on a circle, in order, a shortest one, unless it lies on one already listed. */
  List<List<Step<E>>> find() {
    List<List<Step<E>>> found = new ArrayList<>();
    Set<String> covered = new HashSet<>();
    for (String start : edges.keySet()) {
      if (!covered.contains(start)) {
        List<Step<E>> circle = shortestFrom(start);
        circle.forEach(step -> covered.add(step.from()));
        if (!circle.isEmpty()) {
          found.add(circle);
        }
      }
    }
    return found;
  }

  private List<Step<E>> shortestFrom(String start) {
    Map<String, String> cameFrom = new HashMap<>();
    Deque<String> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      String node = open.remove();
      for (String next : edges.getOrDefault(node, new TreeMap<>()).keySet()) {
        if (next.equals(start)) {
          return walkBack(start, node, cameFrom);
        }
        if (cameFrom.putIfAbsent(next, node) == null) {
          open.add(next);
        }
      }
    }
    return List.of();
  }

  private List<Step<E>> walkBack(String start, String last, Map<String, String> cameFrom) {
    Deque<Step<E>> circle = new ArrayDeque<>(List.of(step(last, start)));
    for (String node = last; !node.equals(start); node = cameFrom.get(node)) {
      circle.addFirst(step(cameFrom.get(node), node));
    }
    return List.copyOf(circle);
  }

  private Step<E> step(String from, String to) {
    return new Step<>(from, to, edges.get(from).get(to));
  }
}
