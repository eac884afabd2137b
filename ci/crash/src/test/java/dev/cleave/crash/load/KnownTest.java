package dev.cleave.crash.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleave.crash.load.Known.Placed;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KnownTest {

  private final Known known = new Known();
  private final Random random = new Random(1);

  @Test
  void an_order_is_asked_for_until_it_has_ended() {
    Placed order = new Placed("a", Map.of(5, 2));
    known.isPlaced(order);
    assertThat(known.placed().take(random)).contains(order);
    known.isAt(order, "PENDING");
    assertThat(known.placed().take(random)).contains(order);
    known.isAt(order, "CONFIRMED");
    assertThat(known.placed().take(random)).isEmpty();
    assertThat(known.confirmed().any(random)).contains(order);
  }

  @Test
  void no_order_may_be_both_sent_and_cancelled() {
    for (int i = 0; i < 100; i++) {
      Placed order = new Placed("order-" + i, Map.of(5, 2));
      known.isPlaced(order);
      known.isAt(order, "CONFIRMED");
      assertThat(known.toSend().take(random).isPresent())
          .isNotEqualTo(known.toCancel().take(random).isPresent());
    }
  }

  @Test
  void a_rejected_order_has_no_shipment() {
    Placed order = new Placed("a", Map.of(5, 2));
    known.isAt(order, "REJECTED");
    assertThat(known.confirmed().any(random)).isEmpty();
    assertThat(known.toSend().take(random)).isEmpty();
  }

  @Test
  void names_tell_how_often_they_were_changed() {
    known.isNamed(7, 3);
    known.isNamed(7, 2);
    assertThat(known.version(7)).isEqualTo(3);
    assertThat(UserNames.version(UserNames.of(12))).isEqualTo(12);
    assertThat(UserNames.version("User")).isZero();
  }
}
