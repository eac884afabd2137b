package dev.cleave.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UndoTest {

  private final List<String> stopped = new ArrayList<>();

  @Test
  void what_was_started_is_stopped_in_reverse_order() throws IOException {
    try (Undo undo = new Undo(() -> {})) {
      undo.start(() -> "database", stopped::add);
      undo.start(() -> "server", stopped::add);
    }
    assertThat(stopped).containsExactly("server", "database");
  }

  @Test
  void what_is_kept_or_has_ended_is_not_stopped() throws IOException {
    try (Undo undo = new Undo(() -> {})) {
      String build = undo.start(() -> "build", stopped::add);
      undo.forget(build);
      undo.start(() -> "server", stopped::add);
      undo.keep();
    }
    assertThat(stopped).isEmpty();
  }

  @Test
  void one_that_cannot_be_stopped_does_not_keep_the_others_running() throws IOException {
    try (Undo undo = new Undo(() -> {})) {
      undo.start(() -> "database", stopped::add);
      undo.start(
          () -> "server",
          server -> {
            throw new IllegalStateException("no right to stop it");
          });
    }
    assertThat(stopped).containsExactly("database");
  }

  @Test
  void a_program_is_run_to_its_end() throws IOException {
    try (Undo undo = new Undo(() -> {})) {
      assertThat(undo.run(new ProcessBuilder("sh", "-c", "exit 3"))).isEqualTo(3);
    }
  }
}
