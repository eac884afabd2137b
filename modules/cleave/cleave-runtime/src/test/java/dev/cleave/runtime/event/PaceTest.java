package dev.cleave.runtime.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {
  /** A group takes some 200 ms, whatever the number of lanes that share it. */
  @ParameterizedTest
  @CsvSource({
    "100, 8, 200",
    "300, 8, 64",
    "300, 1, 200",
    "1000, 8, 16",
    "1000, 2, 64",
    "9000, 1, 16",
    "30000, 1, 1"
  })
  void the_quicker_a_listener_the_more_it_is_given(long micros, int lanes, int limit) {
    Pace pace = new Pace();
    pace.took(micros * 1000, 1);

    assertThat(pace.limit(lanes)).isEqualTo(limit);
  }
}
