package dev.cleave.runtime.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LanesTest {
  private static final boolean QUICK = false;
  private static final boolean SLOW = true;

  private final Lanes lanes = new Lanes();

  @BeforeEach
  void holdAllAndLookForRetries() {
    lanes.hold(IntStream.range(0, Partitions.LANES).mapToObj(lane -> new Lease(lane, 1)).toList());
    for (int taken = lanes.take(QUICK); taken != 0; taken = lanes.take(QUICK)) {
      lanes.takeRetries(Integer.numberOfTrailingZeros(taken));
      lanes.release(taken);
    }
  }

  @Test
  void lanes_share_a_transaction_and_the_next_wait_until_it_has_ended() {
    lanes.signal(0b0011);
    assertThat(lanes.take(QUICK)).isEqualTo(0b0011);

    lanes.signal(0b1101);
    assertThat(lanes.take(QUICK)).as("while others share one").isZero();
    lanes.release(0b0011);
    assertThat(lanes.take(QUICK)).isEqualTo(0b1101);
  }

  @Test
  void a_lane_that_needs_care_goes_alone_beside_those_that_share() {
    lanes.beCareful(0b0100);
    lanes.signal(0b0111);

    assertThat(new int[] {lanes.take(QUICK), lanes.take(QUICK), lanes.take(QUICK)})
        .containsExactlyInAnyOrder(0b0011, 0b0100, 0);
  }

  @Test
  void lanes_of_a_slow_listener_go_one_by_one_at_the_same_time() {
    lanes.signal(0b0011);

    assertThat(new int[] {lanes.take(SLOW), lanes.take(SLOW), lanes.take(SLOW)})
        .containsExactly(0b0001, 0b0010, 0);
  }
}
