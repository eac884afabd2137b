package dev.cleave.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTableTest {

  @TempDir private Path directory;

  @Test
  void a_process_that_runs_is_found_again() throws IOException {
    RunningProcess self = RunningProcess.of("monolith", ProcessHandle.current(), 9080, 9180);
    new ProcessTable(directory).add(self);

    ProcessTable table = new ProcessTable(directory);
    assertThat(table.find("monolith")).contains(self);
    assertThat(table.all()).containsExactly(self);
    assertThat(table.vanished()).isEmpty();
  }

  @Test
  void a_number_that_belongs_to_another_program_by_now_counts_as_gone() throws IOException {
    RunningProcess self = RunningProcess.of("monolith", ProcessHandle.current(), 9080, 9180);
    ProcessTable table = new ProcessTable(directory);
    table.add(
        new RunningProcess(
            "monolith", self.pid(), self.startedAt().minus(Duration.ofMinutes(1)), 9080, 9180));

    assertThat(table.find("monolith")).isEmpty();
    assertThat(table.all()).isEmpty();
    assertThat(table.vanished()).containsExactly("monolith");
  }

  @Test
  void a_process_that_has_ended_counts_as_gone_and_is_not_stopped_again() throws Exception {
    Process ended = new ProcessBuilder("true").start();
    RunningProcess process = RunningProcess.of("monolith", ended.toHandle(), 9080, 9180);
    ended.waitFor();
    new ProcessTable(directory).add(process);

    assertThat(new ProcessTable(directory).find("monolith")).isEmpty();
    process.stop(Duration.ofSeconds(1));
  }

  @Test
  void a_file_that_is_cut_off_counts_as_absent() throws IOException {
    Files.writeString(directory.resolve("monolith.pid"), "name=monolith\npid=12");

    assertThat(new ProcessTable(directory).find("monolith")).isEmpty();
    assertThat(new ProcessTable(directory).all()).isEmpty();
  }

  @Test
  void a_process_that_does_not_end_when_asked_is_ended_by_force() throws IOException {
    Process stubborn =
        new ProcessBuilder("sh", "-c", "trap '' TERM; echo ready; while :; do sleep 0.1; done")
            .start();
    assertThat(stubborn.inputReader().readLine()).isEqualTo("ready");
    RunningProcess process = RunningProcess.of("monolith", stubborn.toHandle(), 9080, 9180);

    process.stop(Duration.ofMillis(200));

    assertThat(process.isAlive()).isFalse();
  }
}
