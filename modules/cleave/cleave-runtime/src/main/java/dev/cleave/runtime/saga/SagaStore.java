package dev.cleave.runtime.saga;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sagas of one module. Every method runs in the transaction that is open on the thread; time is
 * the store's own.
 */
interface SagaStore {
  /** What became of an attempt to record something. */
  enum Recorded {
    /** It is recorded. */
    YES,
    /** It is not: somebody asked to cancel the saga in the meantime. */
    CANCELLED,
    /** It is not: another process holds the saga now. */
    LOST
  }

  /**
   * A saga to be recorded.
   *
   * @param timeout of its first step
   */
  record NewSaga(
      SagaKey key, String step, String data, Duration timeout, Optional<String> traceparent) {}

  /** A saga as those see it that decide about cancelling or retrying it; nobody else changes it. */
  record Locked(SagaState state, String step, boolean isCompensating) {}

  /** A saga as operators see it. */
  record Listed(
      String saga,
      String id,
      SagaState state,
      String step,
      int attempts,
      String cause,
      Instant startedAt,
      Instant updatedAt) {}

  /**
   * Adds a saga unless there is one of this key.
   *
   * @param holder who carries it on as soon as it is committed, for the length of a lease; empty if
   *     anybody may claim it
   * @return whether it was added; its fence is 1 if it is held
   */
  boolean add(NewSaga saga, Optional<String> holder, Duration lease) throws SQLException;

  /** Takes hold of sagas that are due and that nobody holds. */
  List<SagaInstance> claim(Collection<String> sagas, String holder, Duration lease, int limit)
      throws SQLException;

  /**
   * Records a move of a saga that is still held and still at the step it was read at.
   *
   * @param at before the move
   * @param holder who keeps holding it for the length of a lease; empty to let go of it
   * @param heedsCancel whether a request to cancel it prevents recording
   */
  Recorded record(
      SagaInstance at, SagaMove move, Optional<String> holder, Duration lease, boolean heedsCancel)
      throws SQLException;

  /** Makes the leases of these sagas end later, where they are still held. */
  void renew(Collection<SagaInstance> held, Duration lease) throws SQLException;

  Optional<Locked> lock(SagaKey key) throws SQLException;

  /** Notes that a saga shall compensate, and makes it due. */
  void requestCancel(SagaKey key) throws SQLException;

  /**
   * Lets a stuck saga go on.
   *
   * @param stepTimeout of its step, from now
   */
  void unstick(SagaKey key, SagaState state, Duration stepTimeout) throws SQLException;

  /** How many there are in each state, of each saga. */
  Map<String, Map<SagaState, Long>> counts(boolean openOnly) throws SQLException;

  /**
   * The sagas that changed last.
   *
   * @param state if empty, all that have not ended
   */
  List<Listed> list(Optional<SagaState> state, int limit) throws SQLException;

  /** Deletes a batch of sagas that ended longer ago than that; returns how many. */
  int cleanUp(Duration retention, int batch) throws SQLException;
}
