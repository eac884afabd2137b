package dev.cleave.runtime.standby;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleave.ModuleStandby;
import dev.cleave.runtime.config.CleaveConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DutiesTest {
  private final Map<String, String> properties = new HashMap<>();
  private final Duties duties = new Duties(CleaveConfig.of(properties));

  @Test
  void a_module_is_served_unless_it_is_said_that_the_process_stands_by() {
    Duty duty = duties.of("shipping");
    duty.begin();
    duty.end();
    assertThat(duty.standsBy()).isFalse();
    assertThat(duties.standingBy()).isEmpty();
  }

  @Test
  void a_process_that_stands_by_refuses_and_says_where_to_ask() {
    properties.put("cleave.standby.shipping", "true");
    assertThatThrownBy(duties.of("shipping")::begin)
        .isInstanceOf(ModuleStandby.class)
        .hasMessageContaining("shipping")
        .hasMessageContaining("ask where the module lives now");
    assertThat(duties.of("shipping").isQuiet()).isTrue();
    duties.of("accounts").requireActive();
  }

  @Test
  void standby_begins_and_ends_while_calls_are_under_way() {
    Duty duty = duties.of("shipping");
    duty.begin();
    properties.put("cleave.standby.shipping", "true");
    duties.refresh();
    assertThat(duties.standingBy()).isEqualTo(Set.of("shipping"));
    assertThat(duty.isQuiet()).isFalse();
    duty.end();
    assertThat(duty.isQuiet()).isTrue();
    properties.put("cleave.standby.shipping", "false");
    duties.refresh();
    duty.requireActive();
  }

  @Test
  void a_read_whose_answer_no_caller_gets_is_answered_by_a_process_that_stands_by()
      throws Exception {
    properties.put("cleave.standby.shipping", "true");
    Duty duty = duties.of("shipping");

    Rehearsal.call(
        true,
        () -> {
          duty.begin();
          duty.requireActive();
          duty.end();
          return null;
        });

    assertThat(Rehearsal.isOn()).isFalse();
    assertThatThrownBy(duty::requireActive).isInstanceOf(ModuleStandby.class);
  }
}
