package dev.cleave.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleave.cli.CommandFailed;
import dev.cleave.cli.bench.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BindingTableTest {
  @TempDir private Path folder;

  @Test
  void without_a_measurement_of_its_own_the_committed_one_is_used_and_named() throws IOException {
    BindingTable table = BindingTable.read(folder);

    assertThat(table.origin()).contains("ci/measurements.md");
    assertThat(table.bindings().keySet()).containsExactly("local", "rest", "jms", "grpc");
    assertThat(table.addedMicros("rest")).isBetween(100.0, 10_000.0);
  }

  @Test
  void what_was_measured_here_replaces_it() throws IOException {
    BindingTable.of(
            "here",
            List.of(
                Figure.of("local_p50_us", 1),
                Figure.of("local_cpu_us_per_call", 1),
                Figure.of("local_bytes_per_call", 0),
                Figure.of("rest_p50_us", 301),
                Figure.of("rest_p99_us", 900),
                Figure.of("rest_cpu_us_per_call", 401),
                Figure.of("rest_bytes_per_call", 700)))
        .write(folder);

    BindingTable table = BindingTable.read(folder);
    assertThat(table.origin()).isEqualTo("here");
    assertThat(table.addedMicros("rest")).isEqualTo(300);
    assertThat(table.addedCpuMicros("rest")).isEqualTo(400);
    assertThat(table.remote()).containsExactly("rest");
  }

  @Test
  void a_damaged_file_is_named_with_a_way_out() throws IOException {
    Files.writeString(folder.resolve("bindings.json"), "{\"bindings\":{}}");

    assertThatThrownBy(() -> BindingTable.read(folder))
        .isInstanceOf(CommandFailed.class)
        .hasMessageContaining("it has no binding local")
        .hasMessageContaining("measure again with ./cleave bench bindings");
  }
}
