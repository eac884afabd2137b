package dev.cleave.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OrderLoadTest {

  @Test
  void an_open_loop_sends_at_its_rate_however_many_were_sent_before() {
    assertThat(OrderLoad.dueNanos(0, 200)).isZero();
    assertThat(OrderLoad.dueNanos(1, 200)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(5));
    assertThat(OrderLoad.dueNanos(200, 200)).isEqualTo(TimeUnit.SECONDS.toNanos(1));
  }
}
