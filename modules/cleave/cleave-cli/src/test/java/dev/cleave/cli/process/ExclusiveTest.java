package dev.cleave.cli.process;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExclusiveTest {

  @TempDir private Path directory;

  @Test
  void a_second_command_is_refused_naming_the_first_one() throws IOException {
    Path lock = directory.resolve(".cleave/lock");
    try (Exclusive first = Exclusive.of(lock, "up")) {
      assertThatThrownBy(() -> Exclusive.of(lock, "down"))
          .isInstanceOf(Exclusive.Held.class)
          .hasMessage(
              "./cleave up (process %d) is at work in this folder: wait until it has ended, then repeat this command"
                  .formatted(ProcessHandle.current().pid()));
    }
    Exclusive.of(lock, "down").close();
  }
}
