package dev.cleave.crash.fault;

import static dev.cleave.crash.load.Times.at;
import static dev.cleave.crash.load.Times.failed;
import static dev.cleave.crash.load.Times.from;
import static dev.cleave.crash.load.Times.good;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleave.crash.load.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingTest {
  private static final Harm HARM = new Harm(Harm.Kind.CUT, 0);

  @Test
  void a_harm_that_nobody_noticed_needs_no_recovery() {
    assertThat(recovery(good(0.5, 20), good(11, 30))).isZero();
  }

  @Test
  void callers_notice_it_until_the_last_of_several_that_had_to_wait() {
    assertThat(recovery(good(0.5, 2000), good(1, 2200), failed(2.5, 10), good(3, 20)))
        .isEqualTo(Duration.ofMillis(2500));
  }

  @Test
  void one_that_finds_out_whether_the_instance_is_well_again_does_not_count() {
    assertThat(recovery(good(0.5, 2000), good(1, 2200), good(6, 2000), good(11, 2000)))
        .isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void what_was_due_before_and_afterwards_does_not_count() {
    Finding finding =
        Finding.of(HARM, from(0, 12), List.of(failed(-1, 10), good(1, 5), failed(12, 10)));

    assertThat(finding.figures().requests()).isEqualTo(1);
    assertThat(finding.figures().failures()).isZero();
    assertThat(at(0)).isBefore(at(12));
  }

  private static Duration recovery(Sample... samples) {
    return Finding.of(HARM, from(0, 12), new ArrayList<>(List.of(samples))).recovery();
  }
}
