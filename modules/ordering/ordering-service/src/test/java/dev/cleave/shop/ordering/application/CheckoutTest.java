package dev.cleave.shop.ordering.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleave.shop.catalog.ProductId;
import dev.cleave.shop.inventory.ReservationId;
import dev.cleave.shop.inventory.ReservationLine;
import dev.cleave.shop.inventory.Reserve;
import dev.cleave.shop.ordering.OrderId;
import dev.cleave.shop.ordering.OrderRejected;
import dev.cleave.shop.ordering.OrderStatus;
import dev.cleave.shop.shipping.ShipmentId;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckoutTest {
  private static final int STEPS = 5;
  private final OrderingModule module = new OrderingModule();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
  void wherever_it_breaks_off_it_is_completed_once(int places) throws Exception {
    OrderId order = module.accept(4);
    module.crash.after(places);
    module.sagas.run();

    module.assertCarriedOut(order, 4, "72.00");
    assertThat(module.announced.names()).containsExactly("OrderPlaced", "OrderConfirmed");
  }

  @Test
  void units_that_somebody_else_took_reject_it() throws Exception {
    OrderId order = module.accept(4);
    takeUnits(7);
    module.sagas.run();

    assertThat(module.status(order)).isEqualTo(OrderStatus.REJECTED);
    assertThat(module.reason(order)).contains("4 units were asked for and 3 are available");
    assertThat(module.wallet.balance).isEqualByComparingTo(OrderingModule.BALANCE);
    assertThat(module.inventory.available).isEqualTo(3);
  }

  @Test
  void money_that_is_not_there_rejects_it_and_its_units_are_free_again() throws Exception {
    module.wallet.balance = new BigDecimal("71.99");
    OrderId order = module.accept(4);
    module.sagas.run();

    assertThat(module.status(order)).isEqualTo(OrderStatus.REJECTED);
    assertThat(module.reason(order)).contains("71.99");
    assertThat(module.inventory.available).isEqualTo(OrderingModule.STOCK);
    assertThat(module.announced.names()).containsExactly("OrderPlaced", "OrderRejected");
    assertThat(((OrderRejected) module.announced.events.get(1)).reason())
        .isEqualTo(module.reason(order));
  }

  @Test
  void a_hold_that_ran_out_is_renewed_before_the_units_are_sold() throws Exception {
    OrderId order = module.accept(4);
    module.sagas.attempt(4);
    module.inventory.expireAll();
    module.sagas.run();

    module.assertCarriedOut(order, 4, "72.00");
  }

  @Test
  void if_the_units_are_gone_by_then_the_money_goes_back_and_the_shipment_is_called_off()
      throws Exception {
    OrderId order = module.accept(4);
    module.sagas.attempt(4);
    module.inventory.expireAll();
    ReservationId other = takeUnits(8);
    module.sagas.run();

    assertThat(module.status(order)).isEqualTo(OrderStatus.REJECTED);
    module.inventory.cancel(other);
    module.assertUndone();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void cancelled_before_it_is_done_it_is_undone(int attempts) throws Exception {
    OrderId order = module.accept(4);
    module.sagas.attempt(attempts);

    assertThat(module.book.cancel(order).status()).isEqualTo(OrderStatus.CANCELLING);
    assertThat(module.book.cancel(order).status()).isEqualTo(OrderStatus.CANCELLING);
    module.sagas.run();
    assertThat(module.status(order)).isEqualTo(OrderStatus.CANCELLED);
    module.assertUndone();
    assertThat(module.announced.names()).containsExactly("OrderPlaced", "OrderCancelled");
  }

  @Test
  void cancelled_while_it_is_being_rejected_it_is_cancelled() throws Exception {
    module.wallet.balance = new BigDecimal("1.00");
    OrderId order = module.accept(4);
    module.sagas.attempt(2); // refused; what was done is being undone
    module.book.cancel(order);
    module.sagas.run();

    assertThat(module.status(order)).isEqualTo(OrderStatus.CANCELLED);
    assertThat(module.announced.names()).containsExactly("OrderPlaced", "OrderCancelled");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void cancelled_after_it_is_done_it_is_undone_wherever_that_breaks_off(int places)
      throws Exception {
    OrderId order = module.accept(4);
    module.sagas.run();
    assertThat(module.book.cancel(order).status()).isEqualTo(OrderStatus.CANCELLING);
    module.crash.after(places);
    module.sagas.run();

    assertThat(module.status(order)).isEqualTo(OrderStatus.CANCELLED);
    module.assertUndone();
    assertThat(module.book.cancel(order).status()).isEqualTo(OrderStatus.CANCELLED);
    module.sagas.run();
    assertThat(module.announced.names())
        .containsExactly("OrderPlaced", "OrderConfirmed", "OrderCancelled");
  }

  @Test
  void of_an_order_that_was_sent_nothing_is_undone() throws Exception {
    OrderId order = module.accept(4);
    module.sagas.run();
    module.shipments.dispatchAll(new ShipmentId(order.value()));
    module.book.cancel(order);
    module.sagas.run();

    assertThat(module.status(order)).isEqualTo(OrderStatus.CONFIRMED);
    assertThat(module.reason(order)).contains("was sent");
    assertThat(module.wallet.paid).isEqualByComparingTo("72.00");
    assertThat(module.inventory.sold).isEqualTo(4);
    assertThat(module.announced.names()).containsExactly("OrderPlaced", "OrderConfirmed");
  }

  @Test
  void once_all_of_it_came_back_it_can_be_cancelled() throws Exception {
    OrderId order = module.accept(4);
    module.sagas.run();
    module.shipments.dispatchAll(new ShipmentId(order.value()));
    module.book.cancel(order);
    module.sagas.run();
    module.shipments.takeAllBack(new ShipmentId(order.value()));
    module.book.cancel(order);
    module.sagas.run();

    assertThat(module.status(order)).isEqualTo(OrderStatus.CANCELLED);
    assertThat(module.wallet.paid).isZero();
    assertThat(module.inventory.sold).isZero();
  }

  /** The shipment may have been called off; so the answer is waited for, however long it takes. */
  @Test
  void a_cancellation_whose_answer_is_lost_for_an_hour_is_carried_out_nevertheless()
      throws Exception {
    OrderId order = module.accept(4);
    module.sagas.run();
    module.book.cancel(order);
    module.crash.after(1);
    module.sagas.attempt(1);
    assertThat(module.shipments.areAllCancelled()).isTrue();

    module.sagas.anHourPasses();
    module.crash.after(Integer.MAX_VALUE);
    module.sagas.run();

    assertThat(module.status(order)).isEqualTo(OrderStatus.CANCELLED);
    module.assertUndone();
  }

  @Test
  void a_rejected_order_has_nothing_to_cancel() throws Exception {
    module.wallet.balance = BigDecimal.ONE;
    OrderId order = module.accept(4);
    module.sagas.run();

    assertThat(module.book.cancel(order).status()).isEqualTo(OrderStatus.REJECTED);
    assertThat(module.sagas.open()).isZero();
  }

  /**
   * @param crashes after how many further places each attempt breaks off
   * @param timeOut after how many attempts an hour passes; none if above all
   * @param cancel after how many attempts somebody cancels it, likewise
   */
  @Property(tries = 1000)
  void whatever_happens_it_is_carried_out_or_undone(
      @ForAll @Size(max = 6) List<@IntRange(max = 4) Integer> crashes,
      @ForAll @IntRange(max = 20) int timeOut,
      @ForAll @IntRange(max = 20) int cancel,
      @ForAll @IntRange(min = 1, max = 12) int units)
      throws Exception {
    OrderingModule shop = new OrderingModule();
    OrderId order = shop.accept(units);
    for (int attempt = 0; attempt < 2 * STEPS; attempt++) {
      if (attempt < crashes.size()) {
        shop.crash.after(crashes.get(attempt));
      }
      if (attempt == timeOut) {
        shop.sagas.anHourPasses();
      }
      if (attempt == cancel) {
        shop.book.cancel(order);
      }
      shop.sagas.attempt(1);
    }
    shop.crash.after(Integer.MAX_VALUE);
    shop.sagas.run();

    if (shop.status(order) == OrderStatus.CONFIRMED) {
      shop.assertCarriedOut(
          order,
          units,
          new BigDecimal("18.00").multiply(BigDecimal.valueOf(units)).toPlainString());
    } else {
      assertThat(shop.status(order)).isIn(OrderStatus.REJECTED, OrderStatus.CANCELLED);
      shop.assertUndone();
    }
    assertThat(shop.announced.names().get(shop.announced.names().size() - 1))
        .isEqualToIgnoringCase("Order" + shop.status(order));
  }

  private ReservationId takeUnits(int units) throws Exception {
    ReservationId other = new ReservationId(UUID.randomUUID());
    module.inventory.reserve(
        new Reserve(other, List.of(new ReservationLine(new ProductId(1), units)), 600));
    return other;
  }
}
