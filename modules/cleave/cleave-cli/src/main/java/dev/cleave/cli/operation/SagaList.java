package dev.cleave.cli.operation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The sagas of one or more processes.
 *
 * @param counts how many there are, by state
 * @param sagas some of them, those that moved last first
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SagaList(Map<String, Long> counts, List<SagaInstance> sagas) {

  /** What a process left out is empty. */
  public SagaList {
    counts = counts == null ? Map.of() : new TreeMap<>(counts);
    sagas = sagas == null ? List.of() : List.copyOf(sagas);
  }

  static SagaList empty() {
    return new SagaList(Map.of(), List.of());
  }

  /** How many are in {@code state}. */
  public long count(SagaInstance.State state) {
    return counts.getOrDefault(state.name(), 0L);
  }

  /** A module that is served twice is counted twice, and a process with more modules sees more. */
  SagaList and(SagaList other) {
    Map<String, Long> all = new TreeMap<>(counts);
    other.counts.forEach((state, count) -> all.merge(state, count, Math::max));
    Map<String, SagaInstance> byKey = new LinkedHashMap<>();
    List<SagaInstance> both = new ArrayList<>(sagas);
    both.addAll(other.sagas);
    both.sort(Comparator.comparing(SagaList::updated).reversed());
    both.forEach(saga -> byKey.putIfAbsent(saga.key(), saga));
    return new SagaList(all, List.copyOf(byKey.values()));
  }

  private static String updated(SagaInstance saga) {
    return saga.updatedAt() == null ? "" : saga.updatedAt();
  }
}
