package dev.cleave.runtime.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleave.InvalidRequest;
import dev.cleave.ModuleContract;
import dev.cleave.ModuleUnavailable;
import dev.cleave.StaleIfError;
import dev.cleave.SubstituteAnswers;
import dev.cleave.SubstituteAnswers.Answer;
import dev.cleave.SubstituteAnswers.Kind;
import dev.cleave.runtime.config.CleaveConfig;
import dev.cleave.runtime.contract.ContractModel;
import dev.cleave.runtime.standby.Rehearsal;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.junit.jupiter.api.Test;

class SubstituteTest {
  private static final Trial.Behaviour AWAY =
      (attempt, context) -> {
        throw Trial.unreachable();
      };

  @Test
  void a_read_whose_module_is_away_is_answered_by_the_default_method() throws Exception {
    Trial trial = new Trial();
    trial.behaviour = AWAY;
    Answer<Object> answer = SubstituteAnswers.of(() -> trial.call("guessed", 7));
    assertThat(answer.value()).isEqualTo(-7);
    assertThat(answer.substitutes())
        .singleElement()
        .satisfies(
            s -> {
              assertThat(s.kind()).isEqualTo(Kind.DEFAULT);
              assertThat(s.source()).isEqualTo("Rates.guessed");
            });
  }

  @Test
  void a_handler_gets_the_arguments() throws Exception {
    Trial trial = new Trial();
    trial.behaviour = AWAY;
    assertThat(trial.call("handled", 7)).isEqualTo(1007);
  }

  @Test
  void a_genuine_answer_is_not_marked() throws Exception {
    Trial trial = new Trial();
    trial.behaviour = (attempt, context) -> 42;
    assertThat(SubstituteAnswers.of(() -> trial.call("guessed", 7)).isGenuine()).isTrue();
  }

  @Test
  void a_declared_exception_is_never_replaced() {
    Trial trial = new Trial();
    trial.behaviour =
        (attempt, context) -> {
          throw new Rates.NoRate();
        };
    assertThat(trial.failure("guessed", 7)).isInstanceOf(Rates.NoRate.class);
  }

  @Test
  void the_last_good_answer_to_the_same_question_stands_in() throws Exception {
    Trial trial = new Trial();
    trial.behaviour = (attempt, context) -> 42;
    trial.call("remembered", 1);
    trial.behaviour = AWAY;
    trial.clock.addAndGet(Duration.ofSeconds(20).toNanos());
    Answer<Object> answer = SubstituteAnswers.of(() -> trial.call("remembered", 1));
    assertThat(answer.value()).isEqualTo(42);
    assertThat(answer.substitutes().get(0).kind()).isEqualTo(Kind.STALE);
    assertThat(answer.substitutes().get(0).age().toSeconds()).isEqualTo(20);
    assertThat(trial.failure("remembered", 2)).isInstanceOf(ModuleUnavailable.class);
  }

  @Test
  void an_answer_that_is_too_old_is_none() throws Exception {
    Trial trial = new Trial("Retry/enabled", "false");
    trial.behaviour = (attempt, context) -> 42;
    trial.clock.addAndGet(Duration.ofHours(1).toNanos());
    trial.call("remembered", 1);
    trial.behaviour = AWAY;
    trial.clock.addAndGet(Duration.ofMinutes(1).toNanos());
    assertThat(trial.call("remembered", 1)).isEqualTo(42);
    trial.clock.addAndGet(1);
    assertThat(trial.failure("remembered", 1)).isInstanceOf(ModuleUnavailable.class);
  }

  @Test
  void a_no_makes_an_end_to_the_answer_that_was_kept() throws Exception {
    Trial trial = new Trial();
    trial.behaviour = (attempt, context) -> 42;
    trial.call("remembered", 1);
    trial.behaviour =
        (attempt, context) -> {
          throw new Rates.NoRate();
        };
    trial.failure("remembered", 1);
    trial.behaviour = AWAY;
    assertThat(trial.failure("remembered", 1)).isInstanceOf(ModuleUnavailable.class);
  }

  @Test
  void only_so_many_answers_are_kept() throws Exception {
    Trial trial = new Trial();
    trial.behaviour = (attempt, context) -> 42;
    for (int n = 1; n <= 3; n++) {
      trial.call("remembered", n);
    }
    trial.behaviour = AWAY;
    assertThat(trial.failure("remembered", 1)).isInstanceOf(ModuleUnavailable.class);
    assertThat(trial.call("remembered", 2)).isEqualTo(42);
    assertThat(trial.call("remembered", 3)).isEqualTo(42);
  }

  @Test
  void a_rehearsal_shows_what_the_way_really_answers() throws Exception {
    Trial trial = new Trial();
    trial.behaviour = AWAY;
    assertThat(Rehearsal.call(true, () -> trial.failure("guessed", 1)))
        .isInstanceOf(ModuleUnavailable.class);
  }

  @Test
  void substitutes_stay_when_the_other_guards_are_switched_off() throws Exception {
    Trial trial = new Trial("MP_Fault_Tolerance_NonFallback_Enabled", "false");
    trial.behaviour = AWAY;
    assertThat(trial.call("guessed", 7)).isEqualTo(-7);
    trial.follow("Fallback/enabled", "false");
    assertThat(trial.failure("guessed", 7)).isInstanceOf(ModuleUnavailable.class);
  }

  @ModuleContract("bad")
  @Path("/bad")
  interface Bad {
    @POST
    @Fallback(fallbackMethod = "guess")
    int command(int n);

    @POST
    @Path("stale")
    @StaleIfError
    int stale(int n);

    @GET
    @Fallback(fallbackMethod = "missing")
    int read();

    @GET
    @Path("argument")
    @Fallback(fallbackMethod = "guess")
    int otherArguments(@QueryParam("word") String word);

    @GET
    @Path("result")
    @Fallback(fallbackMethod = "guess")
    String otherResult(@QueryParam("n") int n);

    default int guess(int n) {
      return n;
    }
  }

  @Test
  void a_substitute_that_cannot_be_is_refused_with_all_the_others() {
    ContractModel bad = ContractModel.of(Bad.class);
    Assertions.assertThatThrownBy(() -> Guards.of(List.of(bad), CleaveConfig.of(Map.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("@Fallback at Bad.command: a command is not answered with a default")
        .hasMessageContaining("@StaleIfError at Bad.stale: only a read")
        .hasMessageContaining("has no default method missing")
        .hasMessageContaining("@Fallback at Bad.otherArguments: ")
        .hasMessageContaining("@Fallback at Bad.otherResult: ");
  }

  @Test
  void an_answer_is_kept_while_other_policies_change() throws Exception {
    Trial trial = new Trial();
    trial.behaviour = (attempt, context) -> 42;
    trial.call("remembered", 1);
    trial.follow("Retry/maxRetries", "1");
    trial.behaviour = AWAY;
    assertThat(trial.call("remembered", 1)).isEqualTo(42);
  }

  @Test
  void every_lack_of_an_answer_has_a_substitute() throws Exception {
    for (Exception none : List.of(Trial.unreachable(), Trial.late(), Trial.garbage())) {
      Trial trial = new Trial();
      trial.behaviour =
          (attempt, context) -> {
            throw none;
          };
      assertThat(trial.call("guessed", 7)).as(none.toString()).isEqualTo(-7);
    }
    Trial trial = new Trial();
    trial.behaviour =
        (attempt, context) -> {
          throw new InvalidRequest("no", List.of());
        };
    assertThat(trial.failure("guessed", 7)).isInstanceOf(InvalidRequest.class);
  }

  @Test
  void a_call_that_a_guard_rejects_has_a_substitute_too() throws Exception {
    Trial trial = new Trial("RateLimit/value", "1", "RateLimit/window", "3600000");
    trial.behaviour = (attempt, context) -> 42;
    assertThat(trial.call("guessed", 7)).isEqualTo(42);
    assertThat(trial.call("guessed", 7)).isEqualTo(-7);
  }

  @Test
  void only_the_failures_that_are_named_have_a_substitute() throws Exception {
    Trial trial = new Trial("Fallback/applyOn", "dev.cleave.DeadlineExceeded");
    trial.behaviour = AWAY;
    assertThat(trial.failure("guessed", 7)).isInstanceOf(ModuleUnavailable.class);
    trial.behaviour =
        (attempt, context) -> {
          throw Trial.late();
        };
    assertThat(trial.call("guessed", 7)).isEqualTo(-7);
  }

  @Test
  void a_substitute_may_be_a_no() {
    Trial trial = new Trial();
    trial.behaviour = AWAY;
    assertThat(trial.failure("guessed", 0)).isInstanceOf(Rates.NoRate.class);
  }
}
