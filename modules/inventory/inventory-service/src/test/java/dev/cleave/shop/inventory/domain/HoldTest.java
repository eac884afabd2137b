package dev.cleave.shop.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cleave.shop.catalog.ProductId;
import dev.cleave.shop.inventory.InsufficientStock;
import dev.cleave.shop.inventory.ReservationCancelled;
import dev.cleave.shop.inventory.ReservationDiffers;
import dev.cleave.shop.inventory.ReservationExpired;
import dev.cleave.shop.inventory.ReservationId;
import dev.cleave.shop.inventory.ReservationLine;
import dev.cleave.shop.inventory.ReservationState;
import dev.cleave.shop.inventory.StockLimitExceeded;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HoldTest {
  private static final Instant NOON = Instant.parse("1998-05-06T12:00:00Z");
  private static final ProductId CHAI = new ProductId(1);
  private static final ProductId CHANG = new ProductId(2);
  private static final List<ReservationLine> LINES =
      List.of(new ReservationLine(CHANG, 5), new ReservationLine(CHAI, 3));

  private final Shelf shelf = at(NOON, 0);
  private final Hold hold =
      new Hold(new ReservationId(UUID.randomUUID()), LINES, ReservationState.HELD, NOON);

  @Test
  void holds_its_units_until_the_very_end_of_its_time() throws Exception {
    hold.hold(shelf, 60);

    assertThat(shelf.level(CHAI).available()).isEqualTo(7);
    assertThat(hold.stateAt(NOON.plusNanos(59_999_999_000L))).isEqualTo(ReservationState.HELD);
    assertThat(hold.stateAt(NOON.plusSeconds(60))).isEqualTo(ReservationState.EXPIRED);
  }

  @Test
  void holding_again_before_it_expires_changes_nothing() throws Exception {
    hold.hold(shelf, 60);
    hold.hold(at(NOON.plusSeconds(10), 3), 60);

    assertThat(hold.expiresAt()).isEqualTo(NOON.plusSeconds(60));
  }

  @Test
  void an_expired_one_is_held_anew() throws Exception {
    hold.hold(shelf, 60);
    hold.hold(at(NOON.plusSeconds(90), 0), 60);

    assertThat(hold.expiresAt()).isEqualTo(NOON.plusSeconds(150));
  }

  @Test
  void confirming_twice_sells_once() throws Exception {
    hold.hold(shelf, 60);
    hold.confirm(shelf);
    hold.confirm(shelf);

    assertThat(shelf.level(CHAI).sold()).isEqualTo(3);
    assertThat(shelf.level(CHAI).reserved()).isZero();
  }

  @Test
  void cancelling_twice_returns_once() throws Exception {
    hold.hold(shelf, 60);
    hold.confirm(shelf);
    hold.cancel(shelf);
    hold.cancel(shelf);

    assertThat(shelf.level(CHAI).available()).isEqualTo(10);
    assertThatExceptionOfType(ReservationCancelled.class).isThrownBy(() -> hold.confirm(shelf));
  }

  @Test
  void what_expired_is_not_confirmed_and_can_still_be_cancelled() throws Exception {
    hold.hold(shelf, 60);
    Shelf later = at(NOON.plusSeconds(60), 0);

    assertThatExceptionOfType(ReservationExpired.class).isThrownBy(() -> hold.confirm(later));
    hold.cancel(later);
    assertThat(hold.stateAt(NOON)).isEqualTo(ReservationState.CANCELLED);
    assertThat(later.level(CHAI).available()).isEqualTo(10);
  }

  @Test
  void a_product_never_received_is_not_there() {
    Hold tofu =
        new Hold(
            new ReservationId(UUID.randomUUID()),
            List.of(new ReservationLine(new ProductId(14), 1)),
            ReservationState.HELD,
            NOON);

    assertThatExceptionOfType(InsufficientStock.class)
        .isThrownBy(() -> tofu.hold(shelf, 60))
        .satisfies(e -> assertThat(e.available()).isZero());
  }

  @Test
  void the_order_of_lines_does_not_make_a_difference_but_a_quantity_does() throws Exception {
    hold.requireLines(List.of(LINES.get(1), LINES.get(0)));

    assertThatExceptionOfType(ReservationDiffers.class)
        .isThrownBy(() -> hold.requireLines(List.of(LINES.get(0))));
    assertThatExceptionOfType(ReservationDiffers.class)
        .isThrownBy(() -> hold.requireLines(List.of(LINES.get(0), new ReservationLine(CHAI, 4))));
  }

  @Test
  void units_that_are_held_are_not_written_off() throws Exception {
    hold.hold(shelf, 60);
    shelf.level(CHAI).writeOff(7);

    assertThatExceptionOfType(InsufficientStock.class)
        .isThrownBy(() -> shelf.level(CHAI).writeOff(1))
        .satisfies(e -> assertThat(e.available()).isZero());
    assertThat(shelf.level(CHAI).onHand()).isEqualTo(3);
    hold.confirm(shelf);
    assertThat(shelf.level(CHAI).onHand()).isZero();
  }

  @Test
  void no_count_overflows() throws Exception {
    StockLevel full = new StockLevel(CHAI, StockLevel.LIMIT - 1, 0, 0, 0);
    full.receive(1);

    assertThatExceptionOfType(StockLimitExceeded.class)
        .isThrownBy(() -> full.receive(1))
        .withMessageContaining("2000000000");
  }

  private static Shelf at(Instant moment, int reserved) {
    return new Shelf(
        moment,
        List.of(
            new StockLevel(CHAI, 10, 0, 0, reserved),
            new StockLevel(CHANG, 10, 0, 0, reserved == 0 ? 0 : 5)));
  }
}
