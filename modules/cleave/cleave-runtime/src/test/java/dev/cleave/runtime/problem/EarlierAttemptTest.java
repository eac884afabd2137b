package dev.cleave.runtime.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleave.CallException;
import dev.cleave.CallFailed;
import dev.cleave.CommandInProgress;
import dev.cleave.DeadlineExceeded;
import dev.cleave.ModuleStandby;
import dev.cleave.ModuleUnavailable;
import org.junit.jupiter.api.Test;

class EarlierAttemptTest {
  private static final ModuleUnavailable BROKEN =
      new ModuleUnavailable("the connection broke", false, null);

  private static CallException after(CallException last) {
    return EarlierAttempt.with(last, BROKEN);
  }

  @Test
  void that_the_last_attempt_reached_nobody_does_not_make_the_outcome_known() {
    ModuleUnavailable seen =
        (ModuleUnavailable) after(new ModuleUnavailable("nobody is there", true, null));
    assertThat(seen.isOutcomeKnown()).isFalse();
    assertThat(seen).hasMessage("nobody is there");
    assertThat(((DeadlineExceeded) after(DeadlineExceeded.notStarted("late"))).isOutcomeKnown())
        .isFalse();
  }

  @Test
  void what_is_in_progress_is_the_attempt_before() {
    CommandInProgress inProgress = new CommandInProgress("in progress");
    assertThat(after(inProgress)).isSameAs(BROKEN);
    CallException seen =
        EarlierAttempt.with(inProgress, new ModuleUnavailable("too much to do", true, null));
    assertThat(((ModuleUnavailable) seen).isOutcomeKnown()).isFalse();
    assertThat(EarlierAttempt.with(inProgress, inProgress)).isSameAs(inProgress);
  }

  @Test
  void a_module_that_moves_is_asked_again_and_what_came_before_is_not_forgotten() {
    ModuleStandby standby = new ModuleStandby("stands by");
    assertThat(EarlierAttempt.of(standby)).isEmpty();
    CalleeAnswer.in(standby);
    assertThat(after(standby)).isSameAs(standby);
    assertThat(EarlierAttempt.of(standby)).containsSame(BROKEN);
  }

  @Test
  void an_answer_stays_as_it_is() {
    CallFailed failed = new CallFailed("failed");
    assertThat(after(failed)).isSameAs(failed);
    assertThat(failed.getSuppressed()).isEmpty();
  }
}
