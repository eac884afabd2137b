package dev.cleave.shop.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.catalog.ProductId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShippingConstraintsTest {
  private static final ShipmentId ID = new ShipmentId(UUID.randomUUID());
  private static final UserId ANN = new UserId(7);
  private static final Units CHAI = new Units(new ProductId(1), 2);

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 100_001, Integer.MAX_VALUE})
  void a_quantity_beyond_the_limits_is_refused(int quantity) {
    List<Units> lines = List.of(new Units(new ProductId(1), quantity));

    assertThat(Violations.of(new ScheduleShipment(ID, ANN, lines)))
        .containsExactly("lines[0].quantity");
    assertThat(Violations.of(new Dispatch(lines, Optional.empty())))
        .containsExactly("lines[0].quantity");
    assertThat(Violations.of(new TakeBack(lines))).containsExactly("lines[0].quantity");
  }

  @Test
  void a_product_is_named_once() {
    List<Units> twice = List.of(CHAI, CHAI);

    assertThat(Violations.of(new ScheduleShipment(ID, ANN, List.of(CHAI)))).isEmpty();
    assertThat(Violations.of(new ScheduleShipment(ID, ANN, twice))).containsExactly("lines");
    assertThat(Violations.of(new Dispatch(twice, Optional.empty()))).containsExactly("lines");
    assertThat(Violations.of(new TakeBack(twice))).containsExactly("lines");
  }

  @Test
  void something_is_scheduled_and_taken_back_but_a_dispatch_may_name_nothing() {
    assertThat(Violations.of(new ScheduleShipment(ID, ANN, List.of()))).containsExactly("lines");
    assertThat(Violations.of(new TakeBack(null))).containsExactly("lines");
    assertThat(Violations.of(new Dispatch(null, null))).isEmpty();
  }

  @Test
  void absent_values_are_reported_and_do_not_fail() {
    assertThat(Violations.of(new ScheduleShipment(null, null, null)))
        .containsExactly("customer", "id", "lines");
    assertThat(Violations.of(new Dispatch(Collections.singletonList(null), null))).hasSize(1);
    assertThat(Violations.of(new TakeBack(Arrays.asList(null, new Units(null, 0)))))
        .containsExactly("lines[0].<list element>", "lines[1].product", "lines[1].quantity");
  }

  @Test
  void a_shipment_has_500_lines_at_most() {
    List<Units> lines =
        IntStream.rangeClosed(1, 501)
            .mapToObj(product -> new Units(new ProductId(product), 1))
            .toList();

    assertThat(Violations.of(new ScheduleShipment(ID, ANN, lines))).containsExactly("lines");
    assertThat(Violations.of(new ScheduleShipment(ID, ANN, lines.subList(1, 501)))).isEmpty();
  }

  @Test
  void a_dispatch_lies_in_the_past_that_a_database_can_keep() {
    assertThat(at(Instant.parse("1996-07-16T00:00:00Z"))).isEmpty();
    assertThat(at(Instant.now())).isEmpty();
    assertThat(at(Instant.now().plus(Duration.ofDays(2)))).containsExactly("at");
    assertThat(at(Instant.parse("1899-12-31T23:59:59Z"))).containsExactly("at");
    assertThat(at(Instant.MIN)).containsExactly("at");
    assertThat(at(Instant.MAX)).containsExactly("at");
  }

  @Test
  void a_delivery_has_a_shipment_and_a_time_that_has_passed() {
    assertThat(Violations.of(new ParcelDelivered(ID, Instant.now()))).isEmpty();
    assertThat(Violations.of(new ParcelDelivered(null, null)))
        .containsExactly("deliveredAt", "shipment");
    assertThat(Violations.of(new ParcelDelivered(ID, Instant.now().plus(Duration.ofDays(2)))))
        .containsExactly("deliveredAt");
    assertThat(Violations.of(new ParcelDelivered(ID, Instant.MIN))).containsExactly("deliveredAt");
  }

  private static List<String> at(Instant time) {
    return Violations.of(new Dispatch(List.of(), Optional.of(time)));
  }
}
