package dev.cleave.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FaultTest {

  @Test
  void a_seed_always_means_the_same_fault() {
    assertThat(Fault.of(4711)).isEqualTo(Fault.of(4711));
  }

  @Test
  void a_hundred_rounds_have_every_kind_at_many_instants() {
    assertThat(LongStream.range(0, 100).mapToObj(Fault::of).map(Fault::kind).distinct())
        .containsExactlyInAnyOrder(Fault.Kind.values());
    assertThat(LongStream.range(0, 100).mapToObj(Fault::of).map(Fault::afterMillis).distinct())
        .hasSizeGreaterThan(80);
  }
}
