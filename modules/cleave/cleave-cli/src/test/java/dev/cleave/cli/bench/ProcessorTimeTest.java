package dev.cleave.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleave.cli.bench.ProcessorTime.Machine;
import org.junit.jupiter.api.Test;

class ProcessorTimeTest {

  @Test
  void waiting_for_a_disk_is_no_work() {
    Machine machine = Machine.parse("cpu  100 0 50 800 30 5 5 10 0 0\ncpu0 1 2 3 4 5 6 7 8 0 0\n");

    assertThat(machine).isEqualTo(new Machine(1_700, 10_000));
  }

  @Test
  void what_others_used_is_what_is_left_of_the_work() {
    Machine before = new Machine(1_000, 10_000);
    Machine after = new Machine(2_000, 12_000);

    assertThat(after.since(before).percentBeside(400)).isEqualTo(30);
  }

  @Test
  void rounding_never_gives_others_less_than_nothing() {
    assertThat(new Machine(1_000, 2_000).percentBeside(1_010)).isZero();
  }

  @Test
  void a_process_may_have_spaces_and_parentheses_in_its_name() {
    assertThat(ProcessorTime.behindName("7 (a (b) c) S 1 7 7")).startsWith("S", "1");
  }
}
