package dev.cleave.crash.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ScheduleTest {

  @Test
  void requests_are_due_at_a_constant_rate() {
    Schedule schedule = new Schedule(1_000, 40);

    assertThat(schedule.due(0)).isEqualTo(1_000);
    assertThat(schedule.due(1)).isEqualTo(25_001_000);
    assertThat(schedule.due(40)).isEqualTo(1_000_001_000);
  }

  @Test
  void a_rate_that_is_no_whole_number_does_not_drift() {
    Schedule schedule = new Schedule(0, 30);

    assertThat(schedule.due(30 * 3600)).isEqualTo(3_600_000_000_000L);
  }

  @Test
  void no_load_is_refused() {
    assertThatThrownBy(() -> new Schedule(0, 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
