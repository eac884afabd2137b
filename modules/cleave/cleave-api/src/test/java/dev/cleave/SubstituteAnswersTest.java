package dev.cleave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleave.SubstituteAnswers.Answer;
import dev.cleave.SubstituteAnswers.Kind;
import dev.cleave.SubstituteAnswers.Substitute;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubstituteAnswersTest {
  private static final Substitute OLD =
      new Substitute(Kind.STALE, "Shipping.shipment", Duration.ofSeconds(12));
  private static final Substitute MADE_UP =
      new Substitute(Kind.DEFAULT, "Rates.rate", Duration.ZERO);

  private static String call(Substitute substitute) {
    SubstituteAnswers.note(substitute);
    return "answer";
  }

  @Test
  void each_call_is_told_of_its_own_substitutes_only() {
    Answer<String> first = SubstituteAnswers.of(() -> call(OLD));
    Answer<String> second = SubstituteAnswers.of(() -> "genuine");
    assertThat(first.substitutes()).containsExactly(OLD);
    assertThat(second.isGenuine()).isTrue();
  }

  @Test
  void what_is_made_of_a_substitute_is_one_itself() {
    Answer<Answer<String>> outer =
        SubstituteAnswers.of(
            () -> {
              call(MADE_UP);
              return SubstituteAnswers.of(() -> call(OLD));
            });
    assertThat(outer.value().substitutes()).containsExactly(OLD);
    assertThat(outer.substitutes()).containsExactly(MADE_UP, OLD);
  }

  @Test
  void they_are_told_to_those_around_also_if_the_task_fails() {
    List<Substitute> found = new ArrayList<>();
    assertThatThrownBy(
            () ->
                SubstituteAnswers.collect(
                    found,
                    () ->
                        SubstituteAnswers.of(
                            () -> {
                              call(OLD);
                              throw new IllegalStateException("later");
                            })))
        .isInstanceOf(IllegalStateException.class);
    assertThat(found).containsExactly(OLD);
  }

  @Test
  void nothing_is_left_on_the_thread_for_the_next_request() {
    call(OLD);
    assertThatThrownBy(
            () ->
                SubstituteAnswers.of(
                    () -> {
                      call(OLD);
                      throw new IllegalStateException("failed");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(SubstituteAnswers.of(() -> "genuine").isGenuine()).isTrue();
  }
}
