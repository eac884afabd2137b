package dev.cleave.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleave.cli.CommandFailed;
import org.junit.jupiter.api.Test;

class YardstickClientTest {

  @Test
  void the_line_of_the_client_is_read() {
    Load load =
        YardstickClient.parse(
            "ok=5000 errors=1 secs=10.001 rps=499.9 p50_ms=1.0 p99_ms=2.0 max_ms=3.0"
                + " client_cpu_s=0.25 start_us=1000000 end_us=11000000");

    assertThat(load).isEqualTo(new Load(5000, 1, 1_000_000, 11_000_000, 250));
    assertThat(load.perSecond()).isEqualTo(500);
  }

  @Test
  void a_client_that_prints_something_else_is_not_trusted() {
    assertThatThrownBy(() -> YardstickClient.parse("done=5000"))
        .isInstanceOf(CommandFailed.class)
        .hasMessage("the yardstick's client printed what this bench does not know: done=5000");
  }
}
