package dev.cleave.crash.extract;

import static dev.cleave.crash.load.Times.at;
import static dev.cleave.crash.load.Times.from;
import static dev.cleave.crash.load.Times.good;
import static dev.cleave.crash.load.Times.hundredASecond;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.cleave.cli.extract.Extraction;
import dev.cleave.cli.extract.Step;
import dev.cleave.crash.load.Sample;
import dev.cleave.crash.load.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HoldTest {

  private static final Hold HOLD = new Hold("forward", from(30, 30.4), 400);
  private static final List<Window> STEADY = List.of(from(0, 5), from(10, 22));

  private final List<Sample> samples = new ArrayList<>(hundredASecond(0, 40, 20));

  @Test
  void holds_are_read_from_the_record_of_an_extraction() {
    Extraction.Record start =
        new Extraction.Record(Step.START, "forward", "done", at(0), at(1), "", Map.of("port", 1));
    Extraction.Record move =
        new Extraction.Record(
            Step.MOVE,
            "back",
            "done",
            at(0),
            at(40),
            "",
            Map.of(
                "hold_begin", at(30).toString(), "hold_end", at(30.4).toString(), "hold_ms", 401));

    assertThat(Hold.of(Extraction.none("shipping").begun(start).begun(move)))
        .containsExactly(new Hold("back", from(30, 30.4), 401));
  }

  @Test
  void a_hold_that_nobody_notices_has_the_ratio_one() {
    assertThat(ratio(List.of())).hasValueSatisfying(ratio -> isAbout(ratio, 1));
  }

  @Test
  void requests_that_waited_are_compared_with_steady_load() {
    for (int i = 0; i < 20; i++) {
      samples.add(good(30 + i / 100.0, 400));
    }

    assertThat(ratio(List.of())).hasValueSatisfying(ratio -> isAbout(ratio, 20));
  }

  @Test
  void what_is_slow_a_second_before_and_five_after_it_counts() {
    samples.addAll(hundredASecond(29, 29.1, 60));
    assertThat(ratio(List.of())).hasValueSatisfying(ratio -> isAbout(ratio, 3));
    samples.addAll(hundredASecond(35.1, 35.3, 100));
    assertThat(ratio(List.of())).hasValueSatisfying(ratio -> isAbout(ratio, 5));
  }

  @Test
  void what_is_slow_later_does_not() {
    samples.addAll(hundredASecond(35.5, 40, 1000));

    assertThat(ratio(List.of())).hasValueSatisfying(ratio -> isAbout(ratio, 1));
  }

  @Test
  void it_is_compared_with_the_last_steady_time_of_ten_seconds() {
    List<Window> steady = List.of(from(0, 12), from(15, 29), from(29.2, 29.8), from(50, 62));
    samples.addAll(hundredASecond(16, 29, 80));

    assertThat(HOLD.p99Ratio(samples, steady, List.of()))
        .hasValueSatisfying(ratio -> isAbout(ratio, 0.25));
  }

  @Test
  void there_is_nothing_to_compare_with_while_a_process_starts() {
    assertThat(ratio(List.of(from(21, 25)))).isEmpty();
    assertThat(ratio(List.of(from(23, 25)))).isPresent();
  }

  private Optional<Double> ratio(List<Window> starts) {
    return HOLD.p99Ratio(samples, STEADY, starts);
  }

  private static void isAbout(double ratio, double expected) {
    assertThat(ratio).isCloseTo(expected, withPercentage(1));
  }
}
