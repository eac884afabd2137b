package dev.cleave.runtime.saga;

import dev.cleave.runtime.saga.SagaStore.Listed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What operators see of the sagas of this process's modules, and do to them. */
public final class SagaOperations {
  private static final int LISTED = 100;

  private final Collection<SagaEngine> engines;

  /**
   * Sagas as they are now.
   *
   * @param counts by state, over all modules of this process
   * @param sagas at most 100, those that changed last
   */
  public record Overview(Map<String, Long> counts, List<Entry> sagas) {}

  /** One saga. */
  public record Entry(
      String saga,
      String id,
      String state,
      String step,
      int attempts,
      Optional<String> cause,
      Instant startedAt,
      Instant updatedAt) {}

  SagaOperations(Collection<SagaEngine> engines) {
    this.engines = engines;
  }

  /**
   * Counts and lists.
   *
   * @param state which to list; if empty, all that have not ended
   */
  public Overview overview(Optional<SagaState> state) throws Exception {
    Map<String, Long> counts = new TreeMap<>();
    List<Entry> entries = new ArrayList<>();
    for (SagaState each : SagaState.values()) {
      counts.put(each.name(), 0L);
    }
    for (SagaEngine engine : engines) {
      engine
          .transactions()
          .inOwn(
              () -> {
                engine
                    .store()
                    .counts(false)
                    .values()
                    .forEach(
                        states -> states.forEach((s, n) -> counts.merge(s.name(), n, Long::sum)));
                engine
                    .store()
                    .list(state, LISTED)
                    .forEach(saga -> entries.add(entry(engine, saga)));
                return null;
              });
    }
    return new Overview(
        counts,
        entries.stream()
            .sorted(Comparator.comparing(Entry::updatedAt).reversed())
            .limit(LISTED)
            .toList());
  }

  private static Entry entry(SagaEngine engine, Listed saga) {
    Optional<String> cause = Optional.ofNullable(saga.cause());
    if (!engine.knows(saga.saga()) && !saga.state().hasEnded()) {
      cause = Optional.of("This process has no definition of that name: deploy one to go on.");
    }
    return new Entry(
        saga.saga(),
        saga.id(),
        saga.state().name(),
        saga.step(),
        saga.attempts(),
        cause,
        saga.startedAt(),
        saga.updatedAt());
  }

  /**
   * Lets a stuck saga go on.
   *
   * @return the state it was in before; only a stuck one is changed; empty if there is no such saga
   */
  public Optional<SagaState> retry(String saga, String id) throws Exception {
    for (SagaEngine engine : engines) {
      if (saga.startsWith(engine.module() + ".")) {
        return engine.retry(new SagaKey(saga, id));
      }
    }
    return Optional.empty();
  }
}
