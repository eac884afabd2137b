package dev.cleave.cli.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StampTest {

  private final Stamp accounts = stamp("a", Map.of("accounts-service-1.jar", 7L));
  private final Stamp both =
      stamp("a", Map.of("accounts-service-1.jar", 7L, "catalog-service-1.jar", 8L));

  @Test
  void it_is_read_back_as_it_was_written() {
    assertThat(Stamp.parse(both.toString())).isEqualTo(both);
  }

  @Test
  void a_database_covers_what_was_applied_to_it_and_no_more() {
    assertThat(both.covers(accounts)).isTrue();
    assertThat(accounts.covers(both)).isFalse();
    assertThat(both.covers(stamp("a", Map.of("accounts-service-1.jar", 9L)))).isFalse();
    assertThat(both.covers(stamp("b", Map.of("accounts-service-1.jar", 7L)))).isFalse();
  }

  @Test
  void a_database_without_a_stamp_or_with_a_foreign_comment_covers_nothing() {
    assertThat(Stamp.parse(null).covers(accounts)).isFalse();
    assertThat(Stamp.parse("the orders of 1998").covers(accounts)).isFalse();
  }

  @Test
  void another_setup_of_roles_forgets_what_was_applied_before_it() {
    assertThat(accounts.plus(stamp("a", Map.of("catalog-service-1.jar", 8L)))).isEqualTo(both);
    assertThat(both.plus(stamp("b", Map.of("catalog-service-1.jar", 8L))))
        .isEqualTo(stamp("b", Map.of("catalog-service-1.jar", 8L)));
  }

  private static Stamp stamp(String setup, Map<String, Long> jars) {
    return new Stamp(setup, new TreeMap<>(jars));
  }
}
