package dev.cleave.cli.bench;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleave.cli.CommandFailed;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YardstickTest {

  @Test
  void an_absent_yardstick_is_named_with_the_option_that_tells_where_it_is(@TempDir Path empty) {
    assertThatThrownBy(() -> Yardstick.require(empty))
        .isInstanceOf(CommandFailed.class)
        .hasMessageStartingWith(empty.resolve("app/pom.xml") + " is not there")
        .hasMessageEndingWith("--yardstick DIR");
  }
}
