package dev.cleave.shop.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleave.shop.catalog.ProductId;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InventoryConstraintsTest {
  private static final ReservationId ID = new ReservationId(UUID.randomUUID());

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1_000_001, Integer.MAX_VALUE})
  void a_receipt_beyond_the_limits_is_refused(int quantity) {
    assertThat(Violations.of(new Receipt(quantity))).containsExactly("quantity");
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1_000_001, Integer.MAX_VALUE})
  void a_write_off_beyond_the_limits_is_refused(int quantity) {
    assertThat(Violations.of(new WriteOff(quantity, "damaged"))).containsExactly("quantity");
  }

  @Test
  void a_write_off_has_a_reason_that_says_something() {
    assertThat(Violations.of(new WriteOff(1, "x".repeat(200)))).isEmpty();
    for (String reason : Arrays.asList(null, "", " ", "x".repeat(201))) {
      assertThat(Violations.of(new WriteOff(1, reason))).containsOnly("reason").isNotEmpty();
    }
  }

  @Test
  void a_product_is_named_once() {
    ReservationLine line = new ReservationLine(new ProductId(1), 2);

    assertThat(Violations.of(new Reserve(ID, List.of(line), 1))).isEmpty();
    assertThat(Violations.of(new Reserve(ID, List.of(line, line), 1))).containsExactly("lines");
  }

  @Test
  void absent_lines_are_reported_and_do_not_fail() {
    assertThat(Violations.of(new Reserve(ID, null, 1))).containsExactly("lines");
    assertThat(Violations.of(new Reserve(ID, Collections.singletonList(null), 1))).hasSize(1);
    assertThat(
            Violations.of(
                new Reserve(null, Arrays.asList(null, new ReservationLine(null, 0)), 86_401)))
        .containsExactly(
            "expiresInSeconds",
            "id",
            "lines[0].<list element>",
            "lines[1].product",
            "lines[1].quantity");
  }

  @Test
  void a_reservation_has_500_lines_at_most() {
    List<ReservationLine> lines =
        java.util.stream.IntStream.rangeClosed(1, 501)
            .mapToObj(product -> new ReservationLine(new ProductId(product), 1))
            .toList();

    assertThat(Violations.of(new Reserve(ID, lines, 1))).containsExactly("lines");
    assertThat(Violations.of(new Reserve(ID, lines.subList(1, 501), 1))).isEmpty();
  }
}
