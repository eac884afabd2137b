package dev.cleave.shop.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cleave.CallContext;
import dev.cleave.InvalidRequest;
import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.catalog.ProductId;
import dev.cleave.shop.shipping.Dispatch;
import dev.cleave.shop.shipping.NotShipped;
import dev.cleave.shop.shipping.NotToShip;
import dev.cleave.shop.shipping.ScheduleShipment;
import dev.cleave.shop.shipping.Shipment;
import dev.cleave.shop.shipping.ShipmentCancelled;
import dev.cleave.shop.shipping.ShipmentDiffers;
import dev.cleave.shop.shipping.ShipmentDispatched;
import dev.cleave.shop.shipping.ShipmentId;
import dev.cleave.shop.shipping.ShipmentLine;
import dev.cleave.shop.shipping.ShipmentNotFound;
import dev.cleave.shop.shipping.ShipmentState;
import dev.cleave.shop.shipping.Shipping;
import dev.cleave.shop.shipping.TakeBack;
import dev.cleave.shop.shipping.Units;
import dev.cleave.test.ContractSuite;
import dev.cleave.test.Together;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

abstract class ShippingSuite extends ContractSuite {
  private static final UserId ANN = new UserId(7);
  private static final ProductId CHAI = new ProductId(1);
  private static final ProductId CHANG = new ProductId(2);
  private static final Instant NOON = Instant.parse("1996-07-16T12:00:00.123456Z");

  private final ShipmentId id = new ShipmentId(UUID.randomUUID());

  @Inject private Shipping shipping;

  ShippingSuite(String binding) {
    super(binding, "shipping");
  }

  @Test
  void a_shipment_is_sent_in_parts_and_partly_comes_back() throws Exception {
    Shipment scheduled = schedule(3, 5);
    assertThat(scheduled.state()).isEqualTo(ShipmentState.SCHEDULED);
    assertThat(scheduled.customer()).contains(ANN);
    assertThat(scheduled.dispatchedAt()).isEmpty();
    assertThat(shipping.shipment(id)).isEqualTo(scheduled);

    assertThat(dispatch(new Units(CHAI, 2)).state()).isEqualTo(ShipmentState.PARTLY_DISPATCHED);
    assertThat(dispatch().state()).isEqualTo(ShipmentState.DISPATCHED);
    assertThat(takeBack(new Units(CHANG, 4)))
        .isEqualTo(
            new Shipment(
                id,
                ShipmentState.DISPATCHED,
                Optional.of(ANN),
                List.of(new ShipmentLine(CHAI, 3, 3, 0), new ShipmentLine(CHANG, 5, 5, 4)),
                Optional.of(NOON),
                Optional.empty()));
  }

  @Test
  void a_schedule_is_repeated_by_its_id_but_not_with_other_lines() throws Exception {
    Shipment first = schedule(3, 5);

    assertThat(schedule(3, 5)).isEqualTo(first);
    assertThatExceptionOfType(ShipmentDiffers.class)
        .isThrownBy(() -> schedule(3, 4))
        .satisfies(e -> assertThat(e.id()).isEqualTo(id));
  }

  @Test
  void a_cancellation_holds_before_and_after_scheduling() throws Exception {
    assertThat(shipping.cancel(id))
        .isEqualTo(new Shipment(id, ShipmentState.CANCELLED, null, null, null, null));
    assertThatExceptionOfType(ShipmentCancelled.class)
        .isThrownBy(() -> schedule(3, 5))
        .satisfies(e -> assertThat(e.id()).isEqualTo(id));

    ShipmentId other = new ShipmentId(UUID.randomUUID());
    shipping.schedule(new ScheduleShipment(other, ANN, List.of(new Units(CHAI, 1))));
    shipping.cancel(other);
    assertThat(shipping.cancel(other).customer()).contains(ANN);
    assertThatExceptionOfType(ShipmentCancelled.class)
        .isThrownBy(() -> shipping.dispatch(other, new Dispatch(null, null)));
  }

  @Test
  void what_is_under_way_is_not_called_off() throws Exception {
    schedule(3, 5);
    dispatch(new Units(CHAI, 1));

    assertThatExceptionOfType(ShipmentDispatched.class)
        .isThrownBy(() -> shipping.cancel(id))
        .satisfies(e -> assertThat(e.id()).isEqualTo(id));
  }

  @Test
  void all_units_are_sent_or_none_and_all_come_back_or_none() throws Exception {
    Shipment scheduled = schedule(3, 5);
    assertThatExceptionOfType(NotToShip.class)
        .isThrownBy(() -> dispatch(new Units(CHAI, 1), new Units(CHANG, 6)))
        .satisfies(
            e -> {
              assertThat(e.product()).isEqualTo(CHANG);
              assertThat(e.requested()).isEqualTo(6);
              assertThat(e.left()).isEqualTo(5);
            });
    assertThat(shipping.shipment(id)).isEqualTo(scheduled);

    Shipment sent = dispatch(new Units(CHAI, 2));
    assertThatExceptionOfType(NotShipped.class)
        .isThrownBy(() -> takeBack(new Units(CHAI, 3)))
        .satisfies(
            e -> {
              assertThat(e.product()).isEqualTo(CHAI);
              assertThat(e.requested()).isEqualTo(3);
              assertThat(e.sent()).isEqualTo(2);
            });
    assertThat(shipping.shipment(id)).isEqualTo(sent);
  }

  @Test
  void however_many_send_at_once_no_unit_is_sent_twice() throws Exception {
    schedule(10, 10);
    List<Object> outcomes = Together.run(8, n -> () -> dispatch(new Units(CHAI, 3)));

    assertThat(outcomes).filteredOn(Shipment.class::isInstance).hasSize(3);
    assertThat(outcomes).filteredOn(NotToShip.class::isInstance).hasSize(5);
    assertThat(shipping.shipment(id).lines()).contains(new ShipmentLine(CHAI, 10, 9, 0));
  }

  @Test
  void a_dispatch_repeated_with_its_key_counts_once() throws Exception {
    schedule(10, 10);
    CallContext keyed = CallContext.none().withIdempotencyKey(id.toString());
    for (int i = 0; i < 2; i++) {
      assertThat(keyed.call(() -> dispatch(new Units(CHAI, 3))).lines())
          .contains(new ShipmentLine(CHAI, 10, 3, 0));
    }
  }

  @Test
  void all_shipments_come_in_pages() throws Exception {
    schedule(3, 5);
    ShipmentId later = new ShipmentId(UUID.randomUUID());
    shipping.cancel(later);

    int page = 1;
    while (shipping.shipments(page, 1000).hasNext()) {
      page++;
    }
    assertThat(shipping.shipments(page, 1000).items())
        .extracting(Shipment::id)
        .containsSubsequence(id, later);
    assertThat(shipping.shipments(1, 1).hasNext()).isTrue();
  }

  @Test
  void what_makes_no_sense_is_refused() {
    assertThatExceptionOfType(InvalidRequest.class).isThrownBy(() -> schedule(3, 0));
    assertThatExceptionOfType(InvalidRequest.class)
        .isThrownBy(() -> dispatch(new Units(CHAI, 1), new Units(CHAI, 1)));
    assertThatExceptionOfType(InvalidRequest.class).isThrownBy(this::takeBack);
    Instant tomorrow = Instant.now().plus(Duration.ofDays(2));
    assertThatExceptionOfType(InvalidRequest.class)
        .isThrownBy(() -> shipping.dispatch(id, new Dispatch(null, Optional.of(tomorrow))));
    assertThatExceptionOfType(ShipmentNotFound.class)
        .isThrownBy(() -> shipping.shipment(id))
        .satisfies(e -> assertThat(e.id()).isEqualTo(id));
    assertThatExceptionOfType(ShipmentNotFound.class).isThrownBy(this::dispatch);
    assertThatExceptionOfType(ShipmentNotFound.class)
        .isThrownBy(() -> takeBack(new Units(CHAI, 1)));
  }

  private Shipment schedule(int chai, int chang) throws Exception {
    return shipping.schedule(
        new ScheduleShipment(id, ANN, List.of(new Units(CHANG, chang), new Units(CHAI, chai))));
  }

  private Shipment dispatch(Units... lines) throws Exception {
    return shipping.dispatch(id, new Dispatch(List.of(lines), Optional.of(NOON)));
  }

  private Shipment takeBack(Units... lines) throws Exception {
    return shipping.takeBack(id, new TakeBack(List.of(lines)));
  }
}
