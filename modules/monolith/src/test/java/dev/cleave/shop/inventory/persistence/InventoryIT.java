package dev.cleave.shop.inventory.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cleave.shop.ShopDatabase;
import dev.cleave.shop.Unheard;
import dev.cleave.shop.catalog.Catalog;
import dev.cleave.shop.catalog.ProductId;
import dev.cleave.shop.catalog.ProductNotFound;
import dev.cleave.shop.inventory.InsufficientStock;
import dev.cleave.shop.inventory.Inventory;
import dev.cleave.shop.inventory.NotInCatalog;
import dev.cleave.shop.inventory.NotStocked;
import dev.cleave.shop.inventory.Receipt;
import dev.cleave.shop.inventory.Reservation;
import dev.cleave.shop.inventory.ReservationCancelled;
import dev.cleave.shop.inventory.ReservationDiffers;
import dev.cleave.shop.inventory.ReservationExpired;
import dev.cleave.shop.inventory.ReservationId;
import dev.cleave.shop.inventory.ReservationLine;
import dev.cleave.shop.inventory.ReservationNotFound;
import dev.cleave.shop.inventory.ReservationState;
import dev.cleave.shop.inventory.Reserve;
import dev.cleave.shop.inventory.Stock;
import dev.cleave.shop.inventory.StockLimitExceeded;
import dev.cleave.shop.inventory.WriteOff;
import dev.cleave.shop.inventory.application.InventoryService;
import dev.cleave.test.Together;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InventoryIT {
  private static final AtomicInteger PRODUCTS = new AtomicInteger();

  /** Each test has products of its own. */
  private final ProductId chai = new ProductId(PRODUCTS.incrementAndGet());

  private final ProductId chang = new ProductId(PRODUCTS.incrementAndGet());

  /** A call in a transaction of its own. */
  private interface Call<T> {
    T of(Inventory inventory) throws Exception;
  }

  @Test
  void what_is_received_is_available() throws Exception {
    assertThatExceptionOfType(NotStocked.class).isThrownBy(() -> stock(chai));
    receive(chai, 3);

    assertThat(receive(chai, 4)).isEqualTo(new Stock(chai, 7, 0, 7));
    assertThat(stock(chai)).isEqualTo(new Stock(chai, 7, 0, 7));
    assertThat(in(i -> i.stocks(1, 1000)).items())
        .contains(new Stock(chai, 7, 0, 7))
        .extracting(stock -> stock.product().value())
        .isSorted();
  }

  @Test
  void a_hold_keeps_units_a_confirmation_sells_them_a_cancellation_returns_them() throws Exception {
    receive(chai, 10);
    ReservationId id = id();

    assertThat(reserve(id, line(chai, 4)).state()).isEqualTo(ReservationState.HELD);
    assertThat(stock(chai)).isEqualTo(new Stock(chai, 10, 4, 6));
    assertThat(in(i -> i.confirm(id)).state()).isEqualTo(ReservationState.CONFIRMED);
    assertThat(in(i -> i.confirm(id)).state()).isEqualTo(ReservationState.CONFIRMED);
    assertThat(stock(chai)).isEqualTo(new Stock(chai, 6, 0, 6));
    assertThat(in(i -> i.cancel(id)).state()).isEqualTo(ReservationState.CANCELLED);
    assertThat(in(i -> i.cancel(id)).state()).isEqualTo(ReservationState.CANCELLED);
    assertThat(stock(chai)).isEqualTo(new Stock(chai, 10, 0, 10));
    assertThatExceptionOfType(ReservationCancelled.class).isThrownBy(() -> in(i -> i.confirm(id)));
  }

  @Test
  void all_lines_are_held_or_none() throws Exception {
    receive(chai, 10);
    ReservationId id = id();

    assertThatExceptionOfType(InsufficientStock.class)
        .isThrownBy(() -> reserve(id, line(chai, 4), line(chang, 1)))
        .satisfies(e -> assertThat(e.product()).isEqualTo(chang));
    assertThat(stock(chai)).isEqualTo(new Stock(chai, 10, 0, 10));
    assertThatExceptionOfType(ReservationNotFound.class)
        .isThrownBy(() -> in(i -> i.reservation(id)));
  }

  @Test
  void a_reservation_is_repeated_by_its_id() throws Exception {
    receive(chai, 10);
    receive(chang, 10);
    ReservationId id = id();
    Reservation first = reserve(id, line(chang, 1), line(chai, 4));

    assertThat(reserve(id, line(chai, 4), line(chang, 1))).isEqualTo(first);
    assertThat(this.<Reservation>in(i -> i.reservation(id))).isEqualTo(first);
    assertThat(stock(chai).reserved()).isEqualTo(4);
    assertThatExceptionOfType(ReservationDiffers.class)
        .isThrownBy(() -> reserve(id, line(chai, 5), line(chang, 1)));
  }

  @Test
  void what_expired_is_free_for_others_and_can_be_held_anew() throws Exception {
    receive(chai, 10);
    ReservationId id = id();
    reserve(id, line(chai, 8));
    expire(id);

    assertThat(in(i -> i.reservation(id)).state()).isEqualTo(ReservationState.EXPIRED);
    assertThat(stock(chai).available()).isEqualTo(10);
    assertThatExceptionOfType(ReservationExpired.class).isThrownBy(() -> in(i -> i.confirm(id)));
    ReservationId other = id();
    reserve(other, line(chai, 5));
    assertThatExceptionOfType(InsufficientStock.class).isThrownBy(() -> reserve(id, line(chai, 8)));
    in(i -> i.cancel(other));
    assertThat(reserve(id, line(chai, 8)).state()).isEqualTo(ReservationState.HELD);
    assertThat(in(i -> i.confirm(id)).state()).isEqualTo(ReservationState.CONFIRMED);
  }

  @Test
  void more_units_than_can_be_counted_are_refused() throws Exception {
    receive(chai, 1);
    sql("update stock set received = 1999999999 where product = " + chai);
    receive(chai, 1);

    assertThatExceptionOfType(StockLimitExceeded.class).isThrownBy(() -> receive(chai, 1));
    assertThat(stock(chai).onHand()).isEqualTo(2_000_000_000);
  }

  @Test
  void units_written_off_are_gone_and_their_reason_is_kept() throws Exception {
    receive(chai, 10);
    reserve(id(), line(chai, 4));

    assertThat(writeOff(chai, 5)).isEqualTo(new Stock(chai, 5, 4, 1));
    assertThat(stock(chai)).isEqualTo(new Stock(chai, 5, 4, 1));
    assertThatExceptionOfType(InsufficientStock.class)
        .isThrownBy(() -> writeOff(chai, 2))
        .satisfies(e -> assertThat(e.available()).isEqualTo(1));
    assertThatExceptionOfType(NotStocked.class).isThrownBy(() -> writeOff(chang, 1));
    assertThat(
            ShopDatabase.<Object>inTransaction(
                "inventory",
                em ->
                    em.createNativeQuery(
                            "select quantity || ' ' || reason from write_off where product = "
                                + chai,
                            String.class)
                        .getSingleResult()))
        .isEqualTo("5 damaged");
  }

  @Test
  void the_last_unit_stays_while_the_catalog_does_not_have_the_product() throws Exception {
    receive(chai, 10);

    assertThatExceptionOfType(NotInCatalog.class)
        .isThrownBy(() -> writeOff(chai, 10))
        .satisfies(e -> assertThat(e.product()).isEqualTo(chai));
    assertThat(stock(chai)).isEqualTo(new Stock(chai, 10, 0, 10));
  }

  @Test
  void of_write_offs_and_reservations_at_once_no_unit_goes_both_ways() throws Exception {
    receive(chai, 20);
    List<Object> outcomes =
        Together.run(16, n -> () -> n % 2 == 0 ? writeOff(chai, 3) : reserve(id(), line(chai, 3)));

    assertThat(outcomes).filteredOn(InsufficientStock.class::isInstance).hasSize(10);
    assertThat(stock(chai).available()).isEqualTo(2);
  }

  @Test
  void unknown_reservations_are_not_found() {
    assertThatExceptionOfType(ReservationNotFound.class)
        .isThrownBy(() -> in(i -> i.reservation(id())));
    assertThatExceptionOfType(ReservationNotFound.class).isThrownBy(() -> in(i -> i.confirm(id())));
    assertThatExceptionOfType(ReservationNotFound.class).isThrownBy(() -> in(i -> i.cancel(id())));
  }

  @Test
  void first_receipts_at_once_all_count() throws Exception {
    assertThat(Together.run(8, n -> () -> receive(chai, 3))).hasOnlyElementsOfType(Stock.class);
    assertThat(stock(chai).onHand()).isEqualTo(24);
  }

  @Test
  void no_unit_is_held_twice_and_nobody_waits_in_a_circle() throws Exception {
    receive(chai, 20);
    receive(chang, 20);
    List<Object> outcomes =
        Together.run(
            16,
            n ->
                () ->
                    n % 2 == 0
                        ? reserve(id(), line(chai, 3), line(chang, 3))
                        : reserve(id(), line(chang, 3), line(chai, 3)));

    assertThat(outcomes).filteredOn(Reservation.class::isInstance).hasSize(6);
    assertThat(outcomes).filteredOn(InsufficientStock.class::isInstance).hasSize(10);
    assertThat(stock(chai)).isEqualTo(new Stock(chai, 20, 18, 2));
  }

  @Test
  void the_same_reservation_made_at_once_is_one() throws Exception {
    receive(chai, 10);
    ReservationId id = id();
    List<Object> outcomes = Together.run(8, n -> () -> reserve(id, line(chai, 6)));

    assertThat(outcomes).hasOnlyElementsOfType(Reservation.class);
    assertThat(outcomes.stream().distinct()).hasSize(1);
    assertThat(stock(chai).reserved()).isEqualTo(6);
  }

  @Test
  void confirmations_and_cancellations_at_once_count_once() throws Exception {
    receive(chai, 10);
    receive(chang, 10);
    for (int round = 0; round < 5; round++) {
      ReservationId id = id();
      reserve(id, line(chai, 4), line(chang, 2));
      List<Object> outcomes =
          Together.run(8, n -> () -> n % 2 == 0 ? in(i -> i.confirm(id)) : in(i -> i.cancel(id)));

      assertThat(outcomes)
          .filteredOn(Exception.class::isInstance)
          .allMatch(ReservationCancelled.class::isInstance);
      assertThat(stock(chai)).isEqualTo(new Stock(chai, 10, 0, 10));
    }
  }

  private static ReservationId id() {
    return new ReservationId(UUID.randomUUID());
  }

  private static ReservationLine line(ProductId product, int quantity) {
    return new ReservationLine(product, quantity);
  }

  private Stock receive(ProductId product, int quantity) throws Exception {
    return in(i -> i.receive(product, new Receipt(quantity)));
  }

  private Stock writeOff(ProductId product, int quantity) throws Exception {
    return in(i -> i.writeOff(product, new WriteOff(quantity, "damaged")));
  }

  private Stock stock(ProductId product) throws Exception {
    return in(i -> i.stock(product));
  }

  private Reservation reserve(ReservationId id, ReservationLine... lines) throws Exception {
    return in(i -> i.reserve(new Reserve(id, Arrays.asList(lines), 600)));
  }

  private void expire(ReservationId id) throws Exception {
    sql("update reservation set expires_at = now() - interval '1 s' where id = '" + id + "'");
  }

  private void sql(String statement) throws Exception {
    ShopDatabase.inTransaction("inventory", em -> em.createNativeQuery(statement).executeUpdate());
  }

  /** A catalog that has no products, and can do nothing but say so. */
  private static Catalog catalog() {
    return (Catalog)
        Proxy.newProxyInstance(
            Catalog.class.getClassLoader(),
            new Class<?>[] {Catalog.class},
            (proxy, method, arguments) -> {
              throw new ProductNotFound((ProductId) arguments[0]);
            });
  }

  private <T> T in(Call<T> call) throws Exception {
    return ShopDatabase.inTransaction(
        "inventory",
        em -> {
          JpaStocks stocks = new JpaStocks();
          stocks.em = em;
          JpaHolds holds = new JpaHolds();
          holds.em = em;
          return call.of(
              new InventoryService(
                  stocks, holds, catalog(), new Unheard<>(), new Unheard<>(), new Unheard<>()));
        });
  }
}
