package dev.cleave.crash.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleave.cli.extract.Step;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KillTest {

  @Test
  void the_instant_follows_from_the_seed() {
    assertThat(Kill.afterMillis(Step.MOVE, new Random(7)))
        .isEqualTo(Kill.afterMillis(Step.MOVE, new Random(7)))
        .isNotEqualTo(Kill.afterMillis(Step.MOVE, new Random(8)));
  }

  @Test
  void another_word_is_refused_naming_those_that_exist() {
    assertThat(Kill.of("service")).isEqualTo(Kill.SERVICE);
    assertThatThrownBy(() -> Kill.of("broker")).hasMessageContaining("driver, monolith, service");
  }
}
