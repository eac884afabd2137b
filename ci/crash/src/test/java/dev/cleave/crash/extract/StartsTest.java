package dev.cleave.crash.extract;

import static dev.cleave.crash.load.Times.at;
import static dev.cleave.crash.load.Times.from;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StartsTest {

  private final Starts starts = new Starts();

  @Test
  void servers_start_until_they_are_ready() {
    starts.said("Starting shipping …", at(1));
    starts.said("Starting PostgreSQL for shipping …", at(2));
    starts.said("PostgreSQL for shipping is ready on port 7800 (1.0 s)", at(3));
    starts.said("shipping is ready at http://localhost:9086 (8.0 s)", at(9));

    assertThat(starts.until(at(20))).containsExactly(from(2, 3), from(1, 9));
  }

  @Test
  void a_name_may_stand_in_the_middle_of_a_sentence_or_at_its_beginning() {
    starts.said("Starting the broker …", at(1));
    starts.said("The broker is ready on port 9616 (AMQP: 9672) (6.7 s)", at(7));

    assertThat(starts.until(at(20))).containsExactly(from(1, 7));
  }

  @Test
  void what_is_not_ready_yet_is_still_starting() {
    starts.said("Starting shipping …", at(1));

    assertThat(starts.until(at(5))).containsExactly(from(1, 5));
  }

  @Test
  void what_was_killed_starts_no_longer() {
    starts.said("Starting shipping …", at(1));
    starts.broken(at(4));

    assertThat(starts.until(at(20))).containsExactly(from(1, 4));
  }
}
