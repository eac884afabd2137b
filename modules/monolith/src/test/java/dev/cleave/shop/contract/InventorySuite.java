package dev.cleave.shop.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.cleave.CallContext;
import dev.cleave.InvalidRequest;
import dev.cleave.shop.catalog.Catalog;
import dev.cleave.shop.catalog.Categories;
import dev.cleave.shop.catalog.CategoryId;
import dev.cleave.shop.catalog.NewCategory;
import dev.cleave.shop.catalog.NewProduct;
import dev.cleave.shop.catalog.ProductId;
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
import dev.cleave.shop.inventory.WriteOff;
import dev.cleave.shop.money.Money;
import dev.cleave.test.ContractSuite;
import dev.cleave.test.Together;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class InventorySuite extends ContractSuite {
  /** Products need not be in the catalog; these are in nobody's. */
  private static final AtomicInteger NEXT =
      new AtomicInteger(1_000_000_000 + (int) (System.nanoTime() & 0xfff_ffff));

  private final ReservationId id = new ReservationId(UUID.randomUUID());

  @Inject private Inventory inventory;
  @Inject private Catalog catalog;
  @Inject private Categories categories;
  private ProductId product;

  InventorySuite(String binding) {
    super(binding, "inventory");
  }

  @BeforeEach
  void receiveTen() throws Exception {
    product = new ProductId(NEXT.incrementAndGet());
    inventory.receive(product, new Receipt(10));
  }

  @Test
  void units_are_held_and_then_sold() throws Exception {
    Reservation held = inventory.reserve(reserve(id, 4, 60));
    assertThat(held.state()).isEqualTo(ReservationState.HELD);
    assertThat(inventory.reservation(id)).isEqualTo(held);
    assertStock(10, 4);

    assertThat(inventory.confirm(id).state()).isEqualTo(ReservationState.CONFIRMED);
    assertStock(6, 0);
    assertThat(inventory.confirm(id).state()).isEqualTo(ReservationState.CONFIRMED);
    assertStock(6, 0);
  }

  @Test
  void units_held_are_given_back() throws Exception {
    inventory.reserve(reserve(id, 4, 60));
    assertThat(inventory.cancel(id).state()).isEqualTo(ReservationState.CANCELLED);
    assertThat(inventory.cancel(id).state()).isEqualTo(ReservationState.CANCELLED);

    assertStock(10, 0);
    assertThatExceptionOfType(ReservationCancelled.class)
        .isThrownBy(() -> inventory.confirm(id))
        .satisfies(e -> assertThat(e.id()).isEqualTo(id));
  }

  @Test
  void units_sold_are_given_back() throws Exception {
    inventory.reserve(reserve(id, 4, 60));
    inventory.confirm(id);
    inventory.cancel(id);

    assertStock(10, 0);
  }

  @Test
  void a_hold_expires_by_the_clock_of_the_database() throws Exception {
    inventory.reserve(reserve(id, 10, 1));
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> inventory.reservation(id).state() == ReservationState.EXPIRED);

    assertStock(10, 0);
    assertThatExceptionOfType(ReservationExpired.class).isThrownBy(() -> inventory.confirm(id));
    assertThat(inventory.reserve(reserve(id, 10, 60)).state()).isEqualTo(ReservationState.HELD);
    assertStock(10, 10);
  }

  @Test
  void more_than_there_is_cannot_be_held_and_nothing_is() throws Exception {
    ProductId other = new ProductId(NEXT.incrementAndGet());
    inventory.receive(other, new Receipt(1));
    Reserve both =
        new Reserve(
            id, List.of(new ReservationLine(product, 5), new ReservationLine(other, 2)), 60);

    assertThatExceptionOfType(InsufficientStock.class)
        .isThrownBy(() -> inventory.reserve(both))
        .satisfies(
            e -> {
              assertThat(e.product()).isEqualTo(other);
              assertThat(e.requested()).isEqualTo(2);
              assertThat(e.available()).isEqualTo(1);
            });
    assertStock(10, 0);
    assertThatExceptionOfType(ReservationNotFound.class)
        .isThrownBy(() -> inventory.reservation(id));
  }

  @Test
  void however_many_reserve_at_once_no_unit_is_held_twice() throws Exception {
    List<Object> outcomes =
        Together.run(
            16, i -> () -> inventory.reserve(reserve(new ReservationId(UUID.randomUUID()), 3, 60)));

    assertThat(outcomes).filteredOn(Reservation.class::isInstance).hasSize(3);
    assertThat(outcomes).filteredOn(InsufficientStock.class::isInstance).hasSize(13);
    assertStock(10, 9);
  }

  @Test
  void a_reservation_is_repeated_by_its_id_but_not_with_other_lines() throws Exception {
    Reservation first = inventory.reserve(reserve(id, 4, 60));

    assertThat(inventory.reserve(reserve(id, 4, 60))).isEqualTo(first);
    assertThatExceptionOfType(ReservationDiffers.class)
        .isThrownBy(() -> inventory.reserve(reserve(id, 5, 60)));
    assertStock(10, 4);
  }

  @Test
  void a_receipt_repeated_with_its_key_counts_once() throws Exception {
    CallContext keyed = CallContext.none().withIdempotencyKey(id.toString());
    for (int i = 0; i < 2; i++) {
      assertThat(keyed.call(() -> inventory.receive(product, new Receipt(5))).onHand())
          .isEqualTo(15);
    }
    assertStock(15, 0);
  }

  @Test
  void units_are_written_off_and_the_last_one_takes_the_product_off_sale() throws Exception {
    CategoryId category = categories.create(new NewCategory("Seafood", Optional.empty())).id();
    ProductId ikura =
        catalog.create(new NewProduct("Ikura", category, "1 jar", Money.usd("31"))).id();
    inventory.receive(ikura, new Receipt(3));

    assertThat(inventory.writeOff(ikura, new WriteOff(2, "broken")))
        .isEqualTo(new Stock(ikura, 1, 0, 1));
    assertThat(catalog.product(ikura).discontinued()).isFalse();
    assertThat(inventory.writeOff(ikura, new WriteOff(1, "lost")))
        .isEqualTo(new Stock(ikura, 0, 0, 0));
    assertThat(catalog.product(ikura).discontinued()).isTrue();
  }

  @Test
  void units_held_are_not_written_off() throws Exception {
    inventory.reserve(reserve(id, 4, 60));

    assertThatExceptionOfType(InsufficientStock.class)
        .isThrownBy(() -> inventory.writeOff(product, new WriteOff(7, "broken")))
        .satisfies(e -> assertThat(e.available()).isEqualTo(6));
    assertStock(10, 4);
  }

  @Test
  void the_last_unit_of_a_product_the_catalog_does_not_have_stays() throws Exception {
    assertThatExceptionOfType(NotInCatalog.class)
        .isThrownBy(() -> inventory.writeOff(product, new WriteOff(10, "broken")))
        .satisfies(e -> assertThat(e.product()).isEqualTo(product));
    assertStock(10, 0);
  }

  @Test
  void what_makes_no_sense_is_refused() {
    assertThatExceptionOfType(InvalidRequest.class)
        .isThrownBy(() -> inventory.reserve(reserve(id, 0, 60)));
    assertThatExceptionOfType(InvalidRequest.class)
        .isThrownBy(() -> inventory.reserve(reserve(id, 1, 0)));
    assertThatExceptionOfType(InvalidRequest.class)
        .isThrownBy(() -> inventory.reserve(new Reserve(id, List.of(), 60)));
    assertThatExceptionOfType(InvalidRequest.class)
        .isThrownBy(() -> inventory.writeOff(product, new WriteOff(1, " ")));
    assertThatExceptionOfType(NotStocked.class)
        .isThrownBy(() -> inventory.stock(new ProductId(-1)));
    assertThatExceptionOfType(NotStocked.class)
        .isThrownBy(() -> inventory.writeOff(new ProductId(-1), new WriteOff(1, "broken")));
    assertThatExceptionOfType(ReservationNotFound.class).isThrownBy(() -> inventory.cancel(id));
    assertThatExceptionOfType(ReservationNotFound.class).isThrownBy(() -> inventory.confirm(id));
  }

  private Reserve reserve(ReservationId reservation, int quantity, int seconds) {
    return new Reserve(reservation, List.of(new ReservationLine(product, quantity)), seconds);
  }

  private void assertStock(int onHand, int reserved) throws NotStocked {
    assertThat(inventory.stock(product))
        .isEqualTo(new Stock(product, onHand, reserved, onHand - reserved));
  }
}
