package dev.cleave.runtime.saga;

import dev.cleave.runtime.Once;
import dev.cleave.saga.SagaFailure;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** The table {@code cleave_saga} of one module. */
final class JdbcSagaStore implements SagaStore {
  private static final String ADD =
      """
      insert into cleave_saga
        (saga, id, state, step, done, data, step_deadline, traceparent, holder, fence, lease_until)
      values (?, ?, 'RUNNING', ?, '{}', ?, now() + ? * interval '1 millisecond', ?, ?, ?,
        now() + ? * interval '1 millisecond')
      on conflict do nothing""";
  private static final String CLAIM =
      """
      with due as (
        select saga, id from cleave_saga
        where state in ('RUNNING', 'COMPENSATING') and next_attempt_at <= now()
          and (lease_until is null or lease_until <= now()) and saga = any(?)
        order by next_attempt_at limit ? for update skip locked)
      update cleave_saga s
      set holder = ?, fence = fence + 1, lease_until = now() + ? * interval '1 millisecond'
      from due where s.saga = due.saga and s.id = due.id
      returning s.saga, s.id, s.state, s.step, s.done, s.data, s.attempts, s.cancel_requested,
        s.failed_step, s.failure_reason, s.failure_code, s.fence, s.traceparent,
        extract(epoch from coalesce(s.step_deadline, now()) - now()) * 1000000000,
        extract(epoch from now() - s.started_at) * 1000000000""";
  private static final String RECORD =
      """
      update cleave_saga set state = ?, step = ?, done = ?, data = ?, attempts = ?,
        step_deadline = case when ? then now() + ? * interval '1 millisecond' else step_deadline end,
        next_attempt_at = case when ? then now() + ? * interval '1 millisecond' else next_attempt_at end,
        failed_step = ?, failure_reason = ?, failure_code = ?, cause = ?, holder = ?,
        lease_until = case when ? then now() + ? * interval '1 millisecond' end,
        ended_at = case when ? then now() end, updated_at = now()
      where saga = ? and id = ? and fence = ? and state = ? and step = ?
        and not (? and cancel_requested)""";
  private static final String IS_HELD =
      """
      select cancel_requested from cleave_saga
      where saga = ? and id = ? and fence = ? and state = ? and step = ?""";
  private static final String RENEW =
      """
      update cleave_saga s set lease_until = now() + ? * interval '1 millisecond'
      from unnest(?::text[], ?::text[], ?::bigint[]) as held (saga, id, fence)
      where s.saga = held.saga and s.id = held.id and s.fence = held.fence
        and s.holder is not null""";
  private static final String LOCK =
      """
      select state, step, failed_step is not null from cleave_saga
      where saga = ? and id = ? for update""";
  private static final String REQUEST_CANCEL =
      """
      update cleave_saga set cancel_requested = true, updated_at = now(),
        next_attempt_at = least(next_attempt_at, now()) where saga = ? and id = ?""";
  private static final String UNSTICK =
      """
      update cleave_saga set state = ?, attempts = 0, next_attempt_at = now(), updated_at = now(),
        step_deadline = now() + ? * interval '1 millisecond', holder = null, lease_until = null
      where saga = ? and id = ? and state = 'STUCK'""";
  private static final String COUNTS =
      "select saga, state, count(*) from cleave_saga%s group by 1, 2";
  private static final String OPEN = " where state in ('RUNNING', 'COMPENSATING', 'STUCK')";
  private static final String LIST =
      """
      select saga, id, state, step, attempts, cause, started_at, updated_at from cleave_saga%s
      order by updated_at desc, saga, id limit ?""";
  private static final String CLEAN_UP =
      """
      delete from cleave_saga where (saga, id) in (
        select saga, id from cleave_saga where ended_at < now() - ? * interval '1 second'
        limit ? for update skip locked)""";

  private final Supplier<DataSource> dataSource;
  private final LongSupplier nanoTime;

  JdbcSagaStore(Supplier<DataSource> dataSource, LongSupplier nanoTime) {
    this.dataSource = new Once<>(dataSource);
    this.nanoTime = nanoTime;
  }

  private interface Use<T> {
    T of(PreparedStatement statement) throws SQLException;
  }

  private <T> T with(String sql, Use<T> use) throws SQLException {
    try (Connection connection = dataSource.get().getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      return use.of(statement);
    }
  }

  @Override
  public boolean add(NewSaga saga, Optional<String> holder, Duration lease) throws SQLException {
    return with(
        ADD,
        insert -> {
          insert.setString(1, saga.key().saga());
          insert.setString(2, saga.key().id());
          insert.setString(3, saga.step());
          insert.setString(4, saga.data());
          insert.setLong(5, saga.timeout().toMillis());
          insert.setString(6, saga.traceparent().orElse(null));
          insert.setString(7, holder.orElse(null));
          insert.setLong(8, holder.isPresent() ? 1 : 0);
          if (holder.isPresent()) {
            insert.setLong(9, lease.toMillis());
          } else {
            insert.setNull(9, Types.BIGINT);
          }
          return insert.executeUpdate() == 1;
        });
  }

  @Override
  public List<SagaInstance> claim(
      Collection<String> sagas, String holder, Duration lease, int limit) throws SQLException {
    return with(
        CLAIM,
        claim -> {
          claim.setArray(1, textArray(claim, sagas));
          claim.setInt(2, limit);
          claim.setString(3, holder);
          claim.setLong(4, lease.toMillis());
          List<SagaInstance> claimed = new ArrayList<>();
          try (ResultSet rows = claim.executeQuery()) {
            while (rows.next()) {
              claimed.add(instance(rows));
            }
          }
          return claimed;
        });
  }

  private SagaInstance instance(ResultSet row) throws SQLException {
    Optional<SagaFailure> failure =
        Optional.ofNullable(row.getString(9))
            .map(step -> new SagaFailure(step, text(row, 10), text(row, 11)));
    long now = nanoTime.getAsLong();
    return new SagaInstance(
        new SagaKey(row.getString(1), row.getString(2)),
        SagaState.valueOf(row.getString(3)),
        row.getString(4),
        List.of((String[]) row.getArray(5).getArray()),
        row.getString(6),
        row.getInt(7),
        now + row.getBigDecimal(14).longValue(),
        row.getBoolean(8),
        failure,
        row.getLong(12),
        Optional.ofNullable(row.getString(13)),
        now - row.getBigDecimal(15).longValue());
  }

  private static String text(ResultSet row, int column) {
    try {
      return row.getString(column);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Recorded record(
      SagaInstance at, SagaMove move, Optional<String> holder, Duration lease, boolean heedsCancel)
      throws SQLException {
    int changed =
        with(
            RECORD,
            update -> {
              update.setString(1, move.state().name());
              update.setString(2, move.step());
              update.setArray(3, textArray(update, move.done()));
              update.setString(4, move.data());
              update.setInt(5, move.attempts());
              update.setBoolean(6, move.stepTimeout().isPresent());
              update.setLong(7, move.stepTimeout().map(Duration::toMillis).orElse(0L));
              update.setBoolean(8, move.delay().isPresent());
              update.setLong(9, move.delay().map(Duration::toMillis).orElse(0L));
              update.setString(10, move.failure().map(SagaFailure::step).orElse(null));
              update.setString(11, move.failure().map(SagaFailure::reason).orElse(null));
              update.setString(12, move.failure().map(SagaFailure::code).orElse(null));
              update.setString(13, move.cause().orElse(null));
              update.setString(14, holder.orElse(null));
              update.setBoolean(15, holder.isPresent());
              update.setLong(16, lease.toMillis());
              update.setBoolean(17, move.state().hasEnded());
              whereHeld(update, 18, at);
              update.setBoolean(23, heedsCancel);
              return update.executeUpdate();
            });
    return changed == 1 ? Recorded.YES : isHeld(at) ? Recorded.CANCELLED : Recorded.LOST;
  }

  private static void whereHeld(PreparedStatement statement, int first, SagaInstance at)
      throws SQLException {
    statement.setString(first, at.key().saga());
    statement.setString(first + 1, at.key().id());
    statement.setLong(first + 2, at.fence());
    statement.setString(first + 3, at.state().name());
    statement.setString(first + 4, at.step());
  }

  private boolean isHeld(SagaInstance at) throws SQLException {
    return with(
        IS_HELD,
        select -> {
          whereHeld(select, 1, at);
          try (ResultSet row = select.executeQuery()) {
            return row.next() && row.getBoolean(1);
          }
        });
  }

  @Override
  public void renew(Collection<SagaInstance> held, Duration lease) throws SQLException {
    with(
        RENEW,
        update -> {
          update.setLong(1, lease.toMillis());
          update.setArray(2, textArray(update, held.stream().map(at -> at.key().saga()).toList()));
          update.setArray(3, textArray(update, held.stream().map(at -> at.key().id()).toList()));
          update.setArray(
              4,
              update
                  .getConnection()
                  .createArrayOf("bigint", held.stream().map(SagaInstance::fence).toArray()));
          return update.executeUpdate();
        });
  }

  @Override
  public Optional<Locked> lock(SagaKey key) throws SQLException {
    return with(
        LOCK,
        select -> {
          select.setString(1, key.saga());
          select.setString(2, key.id());
          try (ResultSet row = select.executeQuery()) {
            return row.next()
                ? Optional.of(
                    new Locked(
                        SagaState.valueOf(row.getString(1)), row.getString(2), row.getBoolean(3)))
                : Optional.empty();
          }
        });
  }

  @Override
  public void requestCancel(SagaKey key) throws SQLException {
    with(
        REQUEST_CANCEL,
        update -> {
          update.setString(1, key.saga());
          update.setString(2, key.id());
          return update.executeUpdate();
        });
  }

  @Override
  public void unstick(SagaKey key, SagaState state, Duration stepTimeout) throws SQLException {
    with(
        UNSTICK,
        update -> {
          update.setString(1, state.name());
          update.setLong(2, stepTimeout.toMillis());
          update.setString(3, key.saga());
          update.setString(4, key.id());
          return update.executeUpdate();
        });
  }

  @Override
  public Map<String, Map<SagaState, Long>> counts(boolean openOnly) throws SQLException {
    return with(
        COUNTS.formatted(openOnly ? OPEN : ""),
        select -> {
          Map<String, Map<SagaState, Long>> counts = new TreeMap<>();
          try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
              counts
                  .computeIfAbsent(rows.getString(1), saga -> new EnumMap<>(SagaState.class))
                  .put(SagaState.valueOf(rows.getString(2)), rows.getLong(3));
            }
          }
          return counts;
        });
  }

  @Override
  public List<Listed> list(Optional<SagaState> state, int limit) throws SQLException {
    return with(
        LIST.formatted(state.isPresent() ? " where state = ?" : OPEN),
        select -> {
          int parameter = 1;
          if (state.isPresent()) {
            select.setString(parameter++, state.get().name());
          }
          select.setInt(parameter, limit);
          List<Listed> listed = new ArrayList<>();
          try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
              listed.add(
                  new Listed(
                      row.getString(1),
                      row.getString(2),
                      SagaState.valueOf(row.getString(3)),
                      row.getString(4),
                      row.getInt(5),
                      row.getString(6),
                      row.getTimestamp(7).toInstant(),
                      row.getTimestamp(8).toInstant()));
            }
          }
          return listed;
        });
  }

  @Override
  public int cleanUp(Duration retention, int batch) throws SQLException {
    return with(
        CLEAN_UP,
        delete -> {
          delete.setLong(1, retention.toSeconds());
          delete.setInt(2, batch);
          return delete.executeUpdate();
        });
  }

  private static Array textArray(PreparedStatement statement, Collection<String> values)
      throws SQLException {
    return statement.getConnection().createArrayOf("text", values.toArray());
  }
}
