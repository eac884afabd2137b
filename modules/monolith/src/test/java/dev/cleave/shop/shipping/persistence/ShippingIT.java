package dev.cleave.shop.shipping.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cleave.Page;
import dev.cleave.shop.ShopDatabase;
import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.catalog.ProductId;
import dev.cleave.shop.shipping.Dispatch;
import dev.cleave.shop.shipping.NotShipped;
import dev.cleave.shop.shipping.NotToShip;
import dev.cleave.shop.shipping.ParcelDelivered;
import dev.cleave.shop.shipping.ScheduleShipment;
import dev.cleave.shop.shipping.Shipment;
import dev.cleave.shop.shipping.ShipmentCalledOff;
import dev.cleave.shop.shipping.ShipmentCancelled;
import dev.cleave.shop.shipping.ShipmentDiffers;
import dev.cleave.shop.shipping.ShipmentDispatched;
import dev.cleave.shop.shipping.ShipmentId;
import dev.cleave.shop.shipping.ShipmentLine;
import dev.cleave.shop.shipping.ShipmentNotFound;
import dev.cleave.shop.shipping.ShipmentScheduled;
import dev.cleave.shop.shipping.ShipmentState;
import dev.cleave.shop.shipping.Shipping;
import dev.cleave.shop.shipping.TakeBack;
import dev.cleave.shop.shipping.Units;
import dev.cleave.shop.shipping.UnitsDispatched;
import dev.cleave.shop.shipping.UnitsReturned;
import dev.cleave.shop.shipping.application.DeliveryListener;
import dev.cleave.shop.shipping.application.ShipmentEvents;
import dev.cleave.shop.shipping.application.ShippingService;
import dev.cleave.shop.shipping.domain.NotDispatched;
import dev.cleave.test.Together;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShippingIT {
  private static final UserId ANN = new UserId(7);
  private static final ProductId CHAI = new ProductId(1);
  private static final ProductId CHANG = new ProductId(2);
  private static final Instant NOON = Instant.parse("1996-07-16T12:00:00.123456Z");

  private final ShipmentId id = new ShipmentId(UUID.randomUUID());
  private final Fired<ShipmentScheduled> scheduled = new Fired<>();
  private final Fired<ShipmentCalledOff> calledOff = new Fired<>();
  private final Fired<UnitsDispatched> dispatched = new Fired<>();
  private final Fired<UnitsReturned> returned = new Fired<>();

  /** A call in a transaction of its own. */
  private interface Call<T> {
    T of(Shipping shipping) throws Exception;
  }

  @Test
  void a_shipment_is_scheduled_sent_in_parts_and_partly_taken_back() throws Exception {
    Shipment first = schedule(units(CHANG, 5), units(CHAI, 3));

    assertThat(first)
        .isEqualTo(
            new Shipment(
                id,
                ShipmentState.SCHEDULED,
                Optional.of(ANN),
                List.of(new ShipmentLine(CHAI, 3, 0, 0), new ShipmentLine(CHANG, 5, 0, 0)),
                Optional.empty(),
                Optional.empty()));
    assertThat(dispatch(NOON, units(CHAI, 2)).state()).isEqualTo(ShipmentState.PARTLY_DISPATCHED);
    assertThat(dispatch(NOON.plusSeconds(1)).state()).isEqualTo(ShipmentState.DISPATCHED);
    takeBack(units(CHANG, 4));

    assertThat(find())
        .isEqualTo(
            new Shipment(
                id,
                ShipmentState.DISPATCHED,
                Optional.of(ANN),
                List.of(new ShipmentLine(CHAI, 3, 3, 0), new ShipmentLine(CHANG, 5, 5, 4)),
                Optional.of(NOON.plusSeconds(1)),
                Optional.empty()));
    assertThat(scheduled.events()).containsExactly(new ShipmentScheduled(id, ANN));
    assertThat(dispatched.events())
        .containsExactly(
            new UnitsDispatched(id, ANN, List.of(units(CHAI, 2)), false, NOON),
            new UnitsDispatched(
                id, ANN, List.of(units(CHAI, 1), units(CHANG, 5)), true, NOON.plusSeconds(1)));
    assertThat(returned.events())
        .containsExactly(new UnitsReturned(id, ANN, List.of(units(CHANG, 4))));
  }

  @Test
  void a_schedule_is_repeated_by_its_id_and_told_once() throws Exception {
    Shipment first = schedule(units(CHANG, 5), units(CHAI, 3));

    assertThat(schedule(units(CHAI, 3), units(CHANG, 5))).isEqualTo(first);
    Shipment sent = dispatch(NOON, units(CHAI, 1));
    assertThat(schedule(units(CHAI, 3), units(CHANG, 5))).isEqualTo(sent);
    assertThat(scheduled.events()).hasSize(1);
    assertThatExceptionOfType(ShipmentDiffers.class).isThrownBy(() -> schedule(units(CHAI, 3)));
    assertThatExceptionOfType(ShipmentDiffers.class)
        .isThrownBy(() -> in(s -> s.schedule(command(new UserId(8), units(CHAI, 3)))));
  }

  @Test
  void a_shipment_called_off_is_not_sent_and_told_once() throws Exception {
    schedule(units(CHAI, 3));

    assertThat(cancel().state()).isEqualTo(ShipmentState.CANCELLED);
    assertThat(cancel().customer()).contains(ANN);
    assertThat(calledOff.events()).containsExactly(new ShipmentCalledOff(id, ANN));
    assertThatExceptionOfType(ShipmentCancelled.class).isThrownBy(() -> dispatch(NOON));
    assertThatExceptionOfType(ShipmentCancelled.class).isThrownBy(() -> schedule(units(CHAI, 3)));
    assertThatExceptionOfType(NotShipped.class).isThrownBy(() -> takeBack(units(CHAI, 1)));
  }

  @Test
  void a_cancellation_that_comes_first_keeps_the_shipment_from_being_scheduled() throws Exception {
    Shipment noted = new Shipment(id, ShipmentState.CANCELLED, null, null, null, null);

    assertThat(cancel()).isEqualTo(noted);
    assertThat(cancel()).isEqualTo(noted);
    assertThat(find()).isEqualTo(noted);
    assertThatExceptionOfType(ShipmentCancelled.class).isThrownBy(() -> schedule(units(CHAI, 3)));
    assertThatExceptionOfType(ShipmentCancelled.class).isThrownBy(() -> dispatch(NOON));
    assertThatExceptionOfType(NotShipped.class).isThrownBy(() -> takeBack(units(CHAI, 3)));
    assertThat(scheduled.events()).isEmpty();
    assertThat(calledOff.events()).isEmpty();
  }

  @Test
  void what_is_under_way_is_not_called_off() throws Exception {
    schedule(units(CHAI, 3));
    dispatch(NOON, units(CHAI, 1));

    assertThatExceptionOfType(ShipmentDispatched.class).isThrownBy(this::cancel);
    assertThat(find().state()).isEqualTo(ShipmentState.PARTLY_DISPATCHED);
  }

  @Test
  void more_than_is_left_is_not_sent_and_more_than_was_sent_does_not_come_back() throws Exception {
    schedule(units(CHAI, 3), units(CHANG, 5));
    Shipment before = dispatch(NOON, units(CHAI, 2));

    assertThatExceptionOfType(NotToShip.class)
        .isThrownBy(() -> dispatch(NOON, units(CHANG, 5), units(CHAI, 2)))
        .satisfies(e -> assertThat(e.left()).isEqualTo(1));
    assertThatExceptionOfType(NotShipped.class)
        .isThrownBy(() -> takeBack(units(CHAI, 1), units(CHANG, 1)))
        .satisfies(e -> assertThat(e.product()).isEqualTo(CHANG));
    assertThat(find()).isEqualTo(before);
    assertThat(dispatched.events()).hasSize(1);
  }

  @Test
  void a_dispatch_without_a_time_is_of_now_and_one_of_nothing_changes_nothing() throws Exception {
    schedule(units(CHAI, 3));
    Shipment sent = in(s -> s.dispatch(id, new Dispatch(List.of(), Optional.empty())));

    assertThat(sent.dispatchedAt().orElseThrow())
        .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
    assertThat(dispatch(Instant.now())).isEqualTo(sent);
    assertThat(find()).isEqualTo(sent);
    assertThat(dispatched.events()).hasSize(1);
  }

  @Test
  void a_delivery_is_noted_once_however_often_it_is_told() throws Exception {
    schedule(units(CHAI, 3));
    Shipment sent = dispatch(NOON);
    Together.run(4, n -> () -> deliver(NOON.plusSeconds(60)));

    assertThat(find())
        .isEqualTo(
            new Shipment(
                id,
                sent.state(),
                sent.customer(),
                sent.lines(),
                sent.dispatchedAt(),
                Optional.of(NOON.plusSeconds(60))));
    takeBack(units(CHAI, 1));
    assertThat(find().deliveredAt()).contains(NOON.plusSeconds(60));
  }

  @Test
  void a_delivery_of_what_was_not_sent_fails_with_the_reason() throws Exception {
    assertThatExceptionOfType(ShipmentNotFound.class).isThrownBy(() -> deliver(NOON));
    Shipment before = schedule(units(CHAI, 3));

    assertThatExceptionOfType(NotDispatched.class)
        .isThrownBy(() -> deliver(NOON))
        .withMessageContaining("Nothing of shipment " + id + " was sent");
    assertThat(find()).isEqualTo(before);
  }

  @Test
  void unknown_shipments_are_not_found() {
    assertThatExceptionOfType(ShipmentNotFound.class).isThrownBy(this::find);
    assertThatExceptionOfType(ShipmentNotFound.class).isThrownBy(() -> dispatch(NOON));
    assertThatExceptionOfType(ShipmentNotFound.class).isThrownBy(() -> takeBack(units(CHAI, 1)));
  }

  @Test
  void all_shipments_come_oldest_first_in_pages() throws Exception {
    List<ShipmentId> ids = threeShipments();
    Page<Shipment> all = in(s -> s.shipments(1, 1000));

    assertThat(all.items()).extracting(Shipment::id).containsSubsequence(ids);
    Page<Shipment> second = in(s -> s.shipments(2, 1));
    assertThat(second.items()).containsExactly(all.items().get(1));
    assertThat(second.hasNext()).isTrue();
  }

  private List<ShipmentId> threeShipments() throws Exception {
    ShipmentId tombstone = new ShipmentId(UUID.randomUUID());
    ShipmentId last = new ShipmentId(UUID.randomUUID());
    schedule(units(CHAI, 3), units(CHANG, 5));
    in(s -> s.cancel(tombstone));
    in(s -> s.schedule(new ScheduleShipment(last, ANN, List.of(units(CHAI, 1)))));
    return List.of(id, tombstone, last);
  }

  @Test
  void however_many_send_at_once_no_unit_is_sent_twice() throws Exception {
    schedule(units(CHAI, 20), units(CHANG, 20));
    List<Object> outcomes =
        Together.run(
            16,
            n ->
                () ->
                    n % 2 == 0
                        ? dispatch(NOON, units(CHAI, 3), units(CHANG, 3))
                        : dispatch(NOON, units(CHANG, 3), units(CHAI, 3)));

    assertThat(outcomes).filteredOn(Shipment.class::isInstance).hasSize(6);
    assertThat(outcomes).filteredOn(NotToShip.class::isInstance).hasSize(10);
    assertThat(find().lines())
        .containsExactly(new ShipmentLine(CHAI, 20, 18, 0), new ShipmentLine(CHANG, 20, 18, 0));
    assertThat(dispatched.events()).hasSize(6);
  }

  @Test
  void however_many_take_back_at_once_no_unit_comes_back_twice() throws Exception {
    schedule(units(CHAI, 20));
    dispatch(NOON, units(CHAI, 10));
    List<Object> outcomes = Together.run(8, n -> () -> takeBack(units(CHAI, 3)));

    assertThat(outcomes).filteredOn(Shipment.class::isInstance).hasSize(3);
    assertThat(outcomes).filteredOn(NotShipped.class::isInstance).hasSize(5);
    assertThat(find().lines()).containsExactly(new ShipmentLine(CHAI, 20, 10, 9));
  }

  @Test
  void the_same_shipment_scheduled_at_once_is_one() throws Exception {
    List<Object> outcomes = Together.run(8, n -> () -> schedule(units(CHAI, 6)));

    assertThat(outcomes).hasOnlyElementsOfType(Shipment.class);
    assertThat(outcomes.stream().distinct()).hasSize(1);
    assertThat(scheduled.events()).hasSize(1);
  }

  @Test
  void scheduling_and_calling_off_at_once_ends_called_off() throws Exception {
    for (int round = 0; round < 5; round++) {
      ShipmentId contested = new ShipmentId(UUID.randomUUID());
      ScheduleShipment command = new ScheduleShipment(contested, ANN, List.of(units(CHAI, 6)));
      List<Object> outcomes =
          Together.run(
              8,
              n -> () -> n % 2 == 0 ? in(s -> s.schedule(command)) : in(s -> s.cancel(contested)));

      assertThat(outcomes)
          .filteredOn(Exception.class::isInstance)
          .allMatch(ShipmentCancelled.class::isInstance);
      assertThat(in(s -> s.shipment(contested)).state()).isEqualTo(ShipmentState.CANCELLED);
    }
    assertThat(calledOff.events()).hasSameSizeAs(scheduled.events());
  }

  @Test
  void calling_off_and_sending_at_once_do_one_of_both() throws Exception {
    for (int round = 0; round < 5; round++) {
      ShipmentId contested = new ShipmentId(UUID.randomUUID());
      in(s -> s.schedule(new ScheduleShipment(contested, ANN, List.of(units(CHAI, 6)))));
      Together.run(
          4,
          n ->
              () ->
                  n % 2 == 0
                      ? in(s -> s.dispatch(contested, new Dispatch(null, Optional.of(NOON))))
                      : in(s -> s.cancel(contested)));
      Shipment end = in(s -> s.shipment(contested));

      assertThat(end.lines().get(0).dispatched())
          .isEqualTo(end.state() == ShipmentState.CANCELLED ? 0 : 6);
      assertThat(end.state()).isIn(ShipmentState.CANCELLED, ShipmentState.DISPATCHED);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update shipment_line set dispatched = quantity + 1 where shipment = '%s'",
        "update shipment_line set dispatched = -1 where shipment = '%s'",
        "update shipment_line set returned = dispatched + 1 where shipment = '%s'",
        "update shipment_line set returned = -1 where shipment = '%s'",
        "update shipment_line set quantity = 0 where shipment = '%s'",
        "update shipment set customer = null where id = '%s'",
        "update shipment set state = 'LOST' where id = '%s'",
        "update shipment set state = 'SCHEDULED' where id = '%s'",
        "update shipment set dispatched_at = null where id = '%s'",
        "update shipment set delivered_at = now(), state = 'SCHEDULED', dispatched_at = null where id = '%s'"
      })
  void the_database_refuses_what_breaks_the_laws(String statement) throws Exception {
    schedule(units(CHAI, 3));
    Shipment before = dispatch(NOON, units(CHAI, 2));

    assertThatExceptionOfType(ConstraintViolationException.class)
        .isThrownBy(() -> sql(statement.formatted(id)));
    assertThat(find()).isEqualTo(before);
  }

  private static Units units(ProductId product, int quantity) {
    return new Units(product, quantity);
  }

  private ScheduleShipment command(UserId customer, Units... lines) {
    return new ScheduleShipment(id, customer, Arrays.asList(lines));
  }

  private Shipment schedule(Units... lines) throws Exception {
    return in(s -> s.schedule(command(ANN, lines)));
  }

  private Shipment cancel() throws Exception {
    return in(s -> s.cancel(id));
  }

  private Shipment dispatch(Instant at, Units... lines) throws Exception {
    return in(s -> s.dispatch(id, new Dispatch(Arrays.asList(lines), Optional.of(at))));
  }

  private Shipment takeBack(Units... lines) throws Exception {
    return in(s -> s.takeBack(id, new TakeBack(Arrays.asList(lines))));
  }

  private Object deliver(Instant at) throws Exception {
    return ShopDatabase.inTransaction(
        "shipping",
        em -> {
          JpaConsignments consignments = new JpaConsignments();
          consignments.em = em;
          new DeliveryListener(consignments).on(new ParcelDelivered(id, at));
          return id;
        });
  }

  private Shipment find() throws Exception {
    return in(s -> s.shipment(id));
  }

  private static void sql(String statement) throws Exception {
    ShopDatabase.inTransaction("shipping", em -> em.createNativeQuery(statement).executeUpdate());
  }

  private <T> T in(Call<T> call) throws Exception {
    return ShopDatabase.inTransaction(
        "shipping",
        em -> {
          JpaConsignments consignments = new JpaConsignments();
          consignments.em = em;
          return call.of(
              new ShippingService(
                  consignments, new ShipmentEvents(scheduled, calledOff, dispatched, returned)));
        });
  }
}
