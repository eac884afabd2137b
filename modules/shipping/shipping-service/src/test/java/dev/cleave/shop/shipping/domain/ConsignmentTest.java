package dev.cleave.shop.shipping.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.catalog.ProductId;
import dev.cleave.shop.shipping.NotShipped;
import dev.cleave.shop.shipping.NotToShip;
import dev.cleave.shop.shipping.ShipmentCancelled;
import dev.cleave.shop.shipping.ShipmentDiffers;
import dev.cleave.shop.shipping.ShipmentDispatched;
import dev.cleave.shop.shipping.ShipmentId;
import dev.cleave.shop.shipping.ShipmentLine;
import dev.cleave.shop.shipping.ShipmentState;
import dev.cleave.shop.shipping.Units;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ConsignmentTest {
  private static final Instant NOON = Instant.parse("1998-05-06T12:00:00.123456Z");
  private static final UserId ANN = new UserId(7);
  private static final ProductId CHAI = new ProductId(1);
  private static final ProductId CHANG = new ProductId(2);
  private static final ProductId TOFU = new ProductId(14);

  private final Consignment consignment =
      new Consignment(
          new ShipmentId(UUID.randomUUID()),
          Optional.of(ANN),
          List.of(new PackingLine(CHANG, 5, 0, 0), new PackingLine(CHAI, 3, 0, 0)),
          false,
          Optional.empty(),
          Optional.empty());

  @Test
  void some_units_are_sent_and_then_the_rest() throws Exception {
    assertThat(consignment.state()).isEqualTo(ShipmentState.SCHEDULED);
    assertThat(consignment.dispatch(List.of(new Units(CHAI, 2)), NOON)).hasSize(1);

    assertThat(consignment.state()).isEqualTo(ShipmentState.PARTLY_DISPATCHED);
    assertThat(consignment.dispatch(List.of(), NOON))
        .containsExactly(new Units(CHAI, 1), new Units(CHANG, 5));
    assertThat(consignment.state()).isEqualTo(ShipmentState.DISPATCHED);
    assertThat(consignment.toShipment().lines())
        .containsExactly(new ShipmentLine(CHAI, 3, 3, 0), new ShipmentLine(CHANG, 5, 5, 0));
  }

  @Test
  void sending_the_rest_of_what_is_sent_changes_nothing() throws Exception {
    consignment.dispatch(List.of(), NOON);

    assertThat(consignment.dispatch(List.of(), NOON.plusSeconds(9))).isEmpty();
    assertThat(consignment.dispatchedAt()).contains(NOON);
  }

  @Test
  void more_than_is_left_is_refused_and_nothing_is_sent() {
    assertThatExceptionOfType(NotToShip.class)
        .isThrownBy(
            () -> consignment.dispatch(List.of(new Units(CHAI, 3), new Units(CHANG, 6)), NOON))
        .satisfies(
            e -> {
              assertThat(e.product()).isEqualTo(CHANG);
              assertThat(e.requested()).isEqualTo(6);
              assertThat(e.left()).isEqualTo(5);
            });
    assertThat(consignment.state()).isEqualTo(ShipmentState.SCHEDULED);
  }

  @Test
  void a_product_it_does_not_have_is_neither_sent_nor_taken_back() {
    assertThatExceptionOfType(NotToShip.class)
        .isThrownBy(() -> consignment.dispatch(List.of(new Units(TOFU, 1)), NOON))
        .satisfies(e -> assertThat(e.left()).isZero());
    assertThatExceptionOfType(NotShipped.class)
        .isThrownBy(() -> consignment.takeBack(List.of(new Units(TOFU, 1))))
        .satisfies(e -> assertThat(e.sent()).isZero());
  }

  @Test
  void what_was_sent_comes_back_once() throws Exception {
    consignment.dispatch(List.of(new Units(CHAI, 2)), NOON);
    consignment.takeBack(List.of(new Units(CHAI, 2)));

    assertThatExceptionOfType(NotShipped.class)
        .isThrownBy(() -> consignment.takeBack(List.of(new Units(CHAI, 1))))
        .satisfies(e -> assertThat(e.sent()).isZero());
    assertThat(consignment.toShipment().lines()).contains(new ShipmentLine(CHAI, 3, 2, 2));
    assertThat(consignment.state()).isEqualTo(ShipmentState.PARTLY_DISPATCHED);
  }

  @Test
  void it_is_called_off_once_and_then_refuses_everything() throws Exception {
    assertThat(consignment.cancel()).isTrue();
    assertThat(consignment.cancel()).isFalse();

    assertThatExceptionOfType(ShipmentCancelled.class)
        .isThrownBy(() -> consignment.dispatch(List.of(), NOON));
    assertThatExceptionOfType(ShipmentCancelled.class)
        .isThrownBy(() -> consignment.requireSame(ANN, List.of()));
    assertThatExceptionOfType(NotShipped.class)
        .isThrownBy(() -> consignment.takeBack(List.of(new Units(CHAI, 1))));
  }

  @Test
  void what_is_under_way_is_not_called_off_even_if_all_of_it_came_back() throws Exception {
    consignment.dispatch(List.of(new Units(CHAI, 1)), NOON);
    consignment.takeBack(List.of(new Units(CHAI, 1)));

    assertThatExceptionOfType(ShipmentDispatched.class).isThrownBy(consignment::cancel);
    assertThat(consignment.state()).isEqualTo(ShipmentState.PARTLY_DISPATCHED);
  }

  @Test
  void the_order_of_lines_does_not_make_a_difference_but_a_quantity_or_a_customer_does()
      throws Exception {
    List<Units> same = List.of(new Units(CHANG, 5), new Units(CHAI, 3));
    consignment.dispatch(List.of(), NOON);
    consignment.requireSame(ANN, same);

    assertThatExceptionOfType(ShipmentDiffers.class)
        .isThrownBy(() -> consignment.requireSame(ANN, List.of(new Units(CHAI, 3))));
    assertThatExceptionOfType(ShipmentDiffers.class)
        .isThrownBy(
            () -> consignment.requireSame(ANN, List.of(new Units(CHANG, 4), new Units(CHAI, 3))));
    assertThatExceptionOfType(ShipmentDiffers.class)
        .isThrownBy(() -> consignment.requireSame(new UserId(8), same));
  }

  @Test
  void what_was_not_sent_is_not_delivered() throws Exception {
    assertThatExceptionOfType(NotDispatched.class)
        .isThrownBy(() -> consignment.deliver(NOON))
        .withMessageContainingAll(consignment.id().toString(), "SCHEDULED");
    consignment.cancel();

    assertThatExceptionOfType(NotDispatched.class)
        .isThrownBy(() -> consignment.deliver(NOON))
        .withMessageContaining("CANCELLED");
    assertThat(consignment.toShipment().deliveredAt()).isEmpty();
  }

  @Test
  void a_delivery_told_twice_is_one_and_of_several_the_latest_stays() throws Exception {
    consignment.dispatch(List.of(new Units(CHAI, 1)), NOON);
    consignment.deliver(NOON.plusSeconds(60).plusNanos(999));
    assertThat(consignment.toShipment().deliveredAt()).contains(NOON.plusSeconds(60));

    consignment.deliver(NOON.plusSeconds(60));
    consignment.deliver(NOON.minusSeconds(60));
    assertThat(consignment.toShipment().deliveredAt()).contains(NOON.plusSeconds(60));
    assertThat(consignment.state()).isEqualTo(ShipmentState.PARTLY_DISPATCHED);
    consignment.deliver(NOON.plusSeconds(61));
    assertThat(consignment.toShipment().deliveredAt()).contains(NOON.plusSeconds(61));
  }

  @Test
  void a_dispatch_told_late_does_not_set_the_time_back() throws Exception {
    consignment.dispatch(List.of(new Units(CHAI, 1)), NOON.plusNanos(999));
    assertThat(consignment.dispatchedAt()).contains(NOON);
    consignment.dispatch(List.of(new Units(CHAI, 1)), NOON.minusSeconds(1));

    assertThat(consignment.dispatchedAt()).contains(NOON);
  }
}
