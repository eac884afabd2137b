package dev.cleave.runtime.saga;

import dev.cleave.saga.SagaFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The store as its contract promises it, without a database: its clock is set by the test, and its
 * process can be killed around each statement. The suite that runs against PostgreSQL runs against
 * it too.
 */
final class SagasInMemory implements SagaStore {
  private final Kill kill;
  private long nowNanos = Duration.ofDays(1).toNanos();
  private Map<SagaKey, Row> rows = new LinkedHashMap<>();
  private Map<SagaKey, Row> before = rows;

  /** What the work that goes with an end wrote, in the same transaction. */
  final List<String> ends = new ArrayList<>();

  private int endsBefore;

  private record Row(
      SagaKey key,
      SagaState state,
      String step,
      List<String> done,
      String data,
      int attempts,
      long due,
      long deadline,
      boolean isCancelRequested,
      Optional<SagaFailure> failure,
      Optional<String> cause,
      Optional<String> trace,
      Optional<String> holder,
      long fence,
      long leaseUntil,
      long started,
      long updated) {}

  SagasInMemory(Kill kill) {
    this.kill = kill;
  }

  long nanoTime() {
    return nowNanos;
  }

  void pass(Duration time) {
    nowNanos += time.toNanos();
  }

  void begin() {
    before = new LinkedHashMap<>(rows);
    endsBefore = ends.size();
  }

  void rollback() {
    rows = before;
    ends.subList(endsBefore, ends.size()).clear();
  }

  SagaState state(SagaKey key) {
    return rows.get(key).state();
  }

  Optional<String> cause(SagaKey key) {
    return rows.get(key).cause();
  }

  Optional<SagaFailure> failure(SagaKey key) {
    return rows.get(key).failure();
  }

  /** As somebody with SQL does. */
  void setData(SagaKey key, String data) {
    Row row = rows.get(key);
    rows.put(key, with(row, SagaMove.from(instance(row)).withData(data), row.holder(), 0));
  }

  @Override
  public boolean add(NewSaga saga, Optional<String> holder, Duration lease) {
    kill.pass();
    if (rows.containsKey(saga.key())) {
      return false;
    }
    rows.put(
        saga.key(),
        new Row(
            saga.key(),
            SagaState.RUNNING,
            saga.step(),
            List.of(),
            saga.data(),
            0,
            nowNanos,
            nowNanos + saga.timeout().toNanos(),
            false,
            Optional.empty(),
            Optional.empty(),
            saga.traceparent(),
            holder,
            holder.isPresent() ? 1 : 0,
            nowNanos + (holder.isPresent() ? lease.toNanos() : 0),
            nowNanos,
            nowNanos));
    kill.pass();
    return true;
  }

  @Override
  public List<SagaInstance> claim(
      Collection<String> sagas, String holder, Duration lease, int limit) {
    kill.pass();
    List<Row> due =
        rows.values().stream()
            .filter(r -> r.state() == SagaState.RUNNING || r.state() == SagaState.COMPENSATING)
            .filter(r -> r.due() <= nowNanos && sagas.contains(r.key().saga()))
            .filter(r -> r.holder().isEmpty() || r.leaseUntil() <= nowNanos)
            .sorted(Comparator.comparingLong(Row::due))
            .limit(limit)
            .toList();
    List<SagaInstance> claimed = new ArrayList<>();
    for (Row row : due) {
      Row held = held(row, holder, row.fence() + 1, nowNanos + lease.toNanos());
      rows.put(row.key(), held);
      claimed.add(instance(held));
    }
    kill.pass();
    return claimed;
  }

  @Override
  public Recorded record(
      SagaInstance at, SagaMove move, Optional<String> holder, Duration lease, boolean heeds) {
    kill.pass();
    Row row = rows.get(at.key());
    if (row == null
        || row.fence() != at.fence()
        || row.state() != at.state()
        || !row.step().equals(at.step())) {
      return Recorded.LOST;
    }
    if (heeds && row.isCancelRequested()) {
      return Recorded.CANCELLED;
    }
    rows.put(at.key(), with(row, move, holder, lease.toNanos()));
    kill.pass();
    return Recorded.YES;
  }

  private Row with(Row row, SagaMove move, Optional<String> holder, long lease) {
    return new Row(
        row.key(),
        move.state(),
        move.step(),
        move.done(),
        move.data(),
        move.attempts(),
        move.delay().map(delay -> nowNanos + delay.toNanos()).orElse(row.due()),
        move.stepTimeout().map(timeout -> nowNanos + timeout.toNanos()).orElse(row.deadline()),
        row.isCancelRequested(),
        move.failure(),
        move.cause(),
        row.trace(),
        holder,
        row.fence(),
        nowNanos + lease,
        row.started(),
        nowNanos);
  }

  private static Row held(Row row, String holder, long fence, long until) {
    return new Row(
        row.key(),
        row.state(),
        row.step(),
        row.done(),
        row.data(),
        row.attempts(),
        row.due(),
        row.deadline(),
        row.isCancelRequested(),
        row.failure(),
        row.cause(),
        row.trace(),
        Optional.of(holder),
        fence,
        until,
        row.started(),
        row.updated());
  }

  private SagaInstance instance(Row row) {
    return new SagaInstance(
        row.key(),
        row.state(),
        row.step(),
        row.done(),
        row.data(),
        row.attempts(),
        row.deadline(),
        row.isCancelRequested(),
        row.failure(),
        row.fence(),
        row.trace(),
        row.started());
  }

  @Override
  public void renew(Collection<SagaInstance> held, Duration lease) {
    for (SagaInstance at : held) {
      Row row = rows.get(at.key());
      if (row != null && row.fence() == at.fence() && row.holder().isPresent()) {
        rows.put(at.key(), held(row, row.holder().get(), row.fence(), nowNanos + lease.toNanos()));
      }
    }
  }

  @Override
  public Optional<Locked> lock(SagaKey key) {
    return Optional.ofNullable(rows.get(key))
        .map(row -> new Locked(row.state(), row.step(), row.failure().isPresent()));
  }

  @Override
  public void requestCancel(SagaKey key) {
    Row row = rows.get(key);
    rows.put(
        key,
        new Row(
            key,
            row.state(),
            row.step(),
            row.done(),
            row.data(),
            row.attempts(),
            Math.min(row.due(), nowNanos),
            row.deadline(),
            true,
            row.failure(),
            row.cause(),
            row.trace(),
            row.holder(),
            row.fence(),
            row.leaseUntil(),
            row.started(),
            nowNanos));
  }

  @Override
  public void unstick(SagaKey key, SagaState state, Duration stepTimeout) {
    Row row = rows.get(key);
    if (row.state() == SagaState.STUCK) {
      SagaMove move =
          SagaMove.from(instance(row)).to(state, row.step(), row.done(), Optional.of(stepTimeout));
      rows.put(key, with(row, move, Optional.empty(), 0));
    }
  }

  @Override
  public Map<String, Map<SagaState, Long>> counts(boolean openOnly) {
    Map<String, Map<SagaState, Long>> counts = new TreeMap<>();
    rows.values().stream()
        .filter(row -> !openOnly || !row.state().hasEnded())
        .forEach(
            row ->
                counts
                    .computeIfAbsent(row.key().saga(), saga -> new EnumMap<>(SagaState.class))
                    .merge(row.state(), 1L, Long::sum));
    return counts;
  }

  @Override
  public List<Listed> list(Optional<SagaState> state, int limit) {
    return rows.values().stream()
        .filter(r -> state.map(s -> s == r.state()).orElse(!r.state().hasEnded()))
        .sorted(Comparator.comparingLong(Row::updated).reversed())
        .limit(limit)
        .map(
            r ->
                new Listed(
                    r.key().saga(),
                    r.key().id(),
                    r.state(),
                    r.step(),
                    r.attempts(),
                    r.cause().orElse(null),
                    Instant.EPOCH.plusNanos(r.started()),
                    Instant.EPOCH.plusNanos(r.updated())))
        .toList();
  }

  @Override
  public int cleanUp(Duration retention, int batch) {
    List<SagaKey> old =
        rows.values().stream()
            .filter(r -> r.state().hasEnded() && r.updated() < nowNanos - retention.toNanos())
            .map(Row::key)
            .limit(batch)
            .toList();
    rows.keySet().removeAll(old);
    return old.size();
  }
}
