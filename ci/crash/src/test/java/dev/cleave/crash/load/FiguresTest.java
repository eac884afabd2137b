package dev.cleave.crash.load;

import static dev.cleave.crash.load.Times.failed;
import static dev.cleave.crash.load.Times.from;
import static dev.cleave.crash.load.Times.good;
import static dev.cleave.crash.load.Times.hundredASecond;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {

  @Test
  void a_request_belongs_to_the_time_at_which_it_was_due() {
    List<Sample> samples = List.of(good(9.9, 500), good(10, 7), good(19.9, 8), good(20, 9));

    Figures figures = Figures.in(List.of(from(10, 20)), samples);

    assertThat(figures.requests()).isEqualTo(2);
    assertThat(figures.max()).isCloseTo(8, withPercentage(0.2));
  }

  @Test
  void percentiles_are_of_all_windows_together() {
    List<Sample> samples = new ArrayList<>(hundredASecond(0, 1, 10));
    samples.addAll(hundredASecond(5, 6, 30));
    samples.addAll(hundredASecond(2, 3, 1000));

    Figures figures = Figures.in(List.of(from(0, 1), from(5, 6)), samples);

    assertThat(figures.p50()).isCloseTo(10, withPercentage(0.2));
    assertThat(figures.p99()).isCloseTo(30, withPercentage(0.2));
  }

  @Test
  void two_slow_requests_in_a_hundred_are_seen_in_the_p99() {
    List<Sample> samples = new ArrayList<>(hundredASecond(0, 0.98, 10));
    samples.add(good(0.98, 900));
    samples.add(good(0.99, 900));

    assertThat(Figures.of(samples).p99()).isCloseTo(900, withPercentage(0.2));
  }

  @Test
  void failures_are_counted_with_their_latency() {
    Figures figures = Figures.of(List.of(good(0, 10), failed(1, 15_000)));

    assertThat(figures.failures()).isEqualTo(1);
    assertThat(figures.max()).isCloseTo(15_000, withPercentage(0.2));
  }

  @Test
  void nothing_has_no_ratio_to_anything() {
    Figures nothing = Figures.of(List.of());
    Figures something = Figures.of(hundredASecond(0, 1, 10));

    assertThat(nothing.p99Ratio(something)).isEmpty();
    assertThat(something.p99Ratio(nothing)).isEmpty();
  }
}
