package dev.cleave.runtime.saga;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleave.runtime.saga.SagaStore.Listed;
import dev.cleave.runtime.saga.SagaStore.Locked;
import dev.cleave.runtime.saga.SagaStore.NewSaga;
import dev.cleave.runtime.saga.SagaStore.Recorded;
import dev.cleave.saga.SagaFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store promises; each statement is a transaction of its own. */
abstract class SagaStoreSuite {
  static final Duration LEASE = Duration.ofSeconds(60);
  static final Duration MINUTE = Duration.ofMinutes(1);
  static final SagaKey KEY = new SagaKey("travel.book.v1", "1");
  private static final List<String> KNOWN = List.of(KEY.saga());

  abstract SagaStore store();

  /** Lets the time of the store pass; leases and delays are that much nearer to their end. */
  abstract void pass(Duration time) throws SQLException;

  abstract long nanoTime();

  private static NewSaga saga(String id) {
    return new NewSaga(
        new SagaKey(KEY.saga(), id), "flight", "{\"a\":\"ü\"}", MINUTE, Optional.of("00-trace"));
  }

  private SagaInstance claimed(String holder) throws SQLException {
    List<SagaInstance> claimed = store().claim(KNOWN, holder, LEASE, 10);
    assertThat(claimed).hasSize(1);
    return claimed.get(0);
  }

  private static SagaMove next(SagaInstance at) {
    return SagaMove.from(at)
        .to(SagaState.RUNNING, "hotel", List.of("flight"), Optional.of(MINUTE))
        .withData("{}");
  }

  @Test
  void a_saga_is_added_once_and_claimed_as_it_was_added() throws SQLException {
    assertThat(store().add(saga("1"), Optional.empty(), LEASE)).isTrue();
    assertThat(store().add(saga("1"), Optional.empty(), LEASE)).isFalse();
    SagaInstance at = claimed("a");

    assertThat(at.key()).isEqualTo(KEY);
    assertThat(at.state()).isEqualTo(SagaState.RUNNING);
    assertThat(at.step()).isEqualTo("flight");
    assertThat(at.done()).isEmpty();
    assertThat(at.data()).isEqualTo("{\"a\":\"ü\"}");
    assertThat(at.attempts()).isZero();
    assertThat(at.fence()).isEqualTo(1);
    assertThat(at.traceparent()).contains("00-trace");
    assertThat(Duration.ofNanos(at.deadlineNanos() - nanoTime()))
        .isBetween(Duration.ofSeconds(50), MINUTE);
  }

  @Test
  void one_that_is_held_is_claimed_by_nobody_until_its_lease_has_ended() throws SQLException {
    store().add(saga("1"), Optional.of("a"), LEASE);
    assertThat(store().claim(KNOWN, "b", LEASE, 10)).isEmpty();
    assertThat(store().claim(KNOWN, "a", LEASE, 10)).as("by itself").isEmpty();
    pass(LEASE.plusSeconds(1));

    assertThat(claimed("b").fence()).isEqualTo(2);
    assertThat(store().claim(KNOWN, "c", LEASE, 10)).isEmpty();
  }

  @Test
  void a_renewed_lease_ends_later_unless_another_process_has_it() throws SQLException {
    store().add(saga("1"), Optional.empty(), LEASE);
    SagaInstance at = claimed("a");
    pass(Duration.ofSeconds(36));
    store().renew(List.of(at), LEASE);
    pass(Duration.ofSeconds(36));
    assertThat(store().claim(KNOWN, "b", LEASE, 10)).isEmpty();

    pass(Duration.ofSeconds(36));
    claimed("b");
    pass(Duration.ofSeconds(36));
    store().renew(List.of(at), LEASE);
    pass(Duration.ofSeconds(36));
    claimed("c");
  }

  @Test
  void what_is_recorded_is_read_by_the_next_one() throws SQLException {
    store().add(saga("1"), Optional.empty(), LEASE);
    SagaInstance first = claimed("a");
    SagaMove move = next(first);
    assertThat(store().record(first, move, Optional.of("a"), LEASE, true)).isEqualTo(Recorded.YES);
    SagaInstance second = first.after(move, nanoTime());
    SagaFailure failure = new SagaFailure("hotel", "full", "travel.full");
    SagaMove turned =
        SagaMove.from(second)
            .because(failure)
            .to(SagaState.COMPENSATING, "hotel", List.of("flight"), Optional.empty());
    store().record(second, turned, Optional.of("a"), LEASE, false);
    SagaInstance third = second.after(turned, nanoTime());
    store()
        .record(
            third,
            SagaMove.from(third).failed("no connection", MINUTE),
            Optional.empty(),
            LEASE,
            false);

    assertThat(store().claim(KNOWN, "b", LEASE, 10)).as("before its delay is over").isEmpty();
    pass(MINUTE.plusSeconds(1));
    SagaInstance read = claimed("b");
    assertThat(read.state()).isEqualTo(SagaState.COMPENSATING);
    assertThat(read.step()).isEqualTo("hotel");
    assertThat(read.done()).containsExactly("flight");
    assertThat(read.failure()).contains(failure);
    assertThat(read.attempts()).isEqualTo(1);
    assertThat(read.data()).isEqualTo("{}");
    assertThat(store().list(Optional.of(SagaState.COMPENSATING), 10))
        .extracting(Listed::cause)
        .containsExactly("no connection");
  }

  @Test
  void who_lost_its_lease_or_is_behind_records_nothing() throws SQLException {
    store().add(saga("1"), Optional.empty(), LEASE);
    SagaInstance old = claimed("a");
    pass(LEASE.plusSeconds(1));
    SagaInstance at = claimed("b");

    assertThat(store().record(old, next(old), Optional.of("a"), LEASE, true))
        .isEqualTo(Recorded.LOST);
    assertThat(store().record(at, next(at), Optional.of("b"), LEASE, true)).isEqualTo(Recorded.YES);
    assertThat(store().record(at, next(at), Optional.of("b"), LEASE, true))
        .as("a second time")
        .isEqualTo(Recorded.LOST);
  }

  @Test
  void a_request_to_cancel_is_heeded_and_makes_it_due() throws SQLException {
    store().add(saga("1"), Optional.empty(), LEASE);
    SagaInstance at = claimed("a");
    store().requestCancel(KEY);

    assertThat(store().record(at, next(at), Optional.of("a"), LEASE, true))
        .isEqualTo(Recorded.CANCELLED);
    SagaMove waiting = SagaMove.from(at).failed("no connection", MINUTE);
    assertThat(store().record(at, waiting, Optional.empty(), LEASE, false)).isEqualTo(Recorded.YES);
    assertThat(store().claim(KNOWN, "b", LEASE, 10)).isEmpty();
    store().requestCancel(KEY);
    assertThat(claimed("b").isCancelRequested()).isTrue();
  }

  @Test
  void one_that_is_stuck_is_claimed_by_nobody_until_it_is_freed() throws SQLException {
    store().add(saga("1"), Optional.empty(), LEASE);
    SagaInstance at = claimed("a");
    SagaMove stuck = SagaMove.from(at).failed("why", MINUTE).stuck("why");
    store().record(at, stuck, Optional.empty(), LEASE, true);
    pass(Duration.ofHours(1));

    assertThat(store().claim(KNOWN, "b", LEASE, 10)).isEmpty();
    assertThat(store().lock(KEY)).contains(new Locked(SagaState.STUCK, "flight", false));
    store().unstick(KEY, SagaState.RUNNING, MINUTE);
    SagaInstance freed = claimed("b");
    assertThat(freed.attempts()).isZero();
    assertThat(Duration.ofNanos(freed.deadlineNanos() - nanoTime()))
        .isBetween(Duration.ofSeconds(50), MINUTE);
  }

  @Test
  void sagas_of_other_definitions_are_left_alone() throws SQLException {
    store().add(saga("1"), Optional.empty(), LEASE);

    assertThat(store().claim(List.of("travel.book.v2"), "a", LEASE, 10)).isEmpty();
    assertThat(store().lock(new SagaKey("travel.book.v2", "1"))).isEmpty();
  }

  @Test
  void counts_and_lists_tell_what_is_open_and_what_has_ended() throws SQLException {
    for (String id : List.of("1", "2", "3")) {
      store().add(saga(id), Optional.empty(), LEASE);
    }
    SagaInstance at = store().claim(KNOWN, "a", LEASE, 1).get(0);
    store()
        .record(
            at,
            SagaMove.from(at).to(SagaState.FINISHED, "flight", List.of(), Optional.empty()),
            Optional.empty(),
            LEASE,
            true);

    assertThat(store().counts(false))
        .isEqualTo(Map.of(KEY.saga(), Map.of(SagaState.RUNNING, 2L, SagaState.FINISHED, 1L)));
    assertThat(store().counts(true)).isEqualTo(Map.of(KEY.saga(), Map.of(SagaState.RUNNING, 2L)));
    assertThat(store().list(Optional.empty(), 10)).hasSize(2);
    assertThat(store().list(Optional.empty(), 1)).hasSize(1);
    assertThat(store().list(Optional.of(SagaState.FINISHED), 10))
        .extracting(Listed::id)
        .containsExactly(at.key().id());
  }

  @Test
  void only_what_ended_long_ago_is_deleted_in_batches() throws SQLException {
    for (int i = 0; i < 5; i++) {
      store().add(saga("old" + i), Optional.empty(), LEASE);
    }
    for (SagaInstance at : store().claim(KNOWN, "a", LEASE, 4)) {
      store()
          .record(
              at,
              SagaMove.from(at).to(SagaState.FINISHED, "flight", List.of(), Optional.empty()),
              Optional.empty(),
              LEASE,
              true);
    }
    assertThat(store().cleanUp(Duration.ofDays(1), 3)).isZero();
    pass(Duration.ofDays(2));

    assertThat(store().cleanUp(Duration.ofDays(1), 3)).isEqualTo(3);
    assertThat(store().cleanUp(Duration.ofDays(1), 3)).isEqualTo(1);
    assertThat(store().counts(false)).isEqualTo(Map.of(KEY.saga(), Map.of(SagaState.RUNNING, 1L)));
  }
}
