package dev.cleave.shop.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleave.shop.catalog.ProductId;
import dev.cleave.shop.inventory.InsufficientStock;
import dev.cleave.shop.inventory.ReservationCancelled;
import dev.cleave.shop.inventory.ReservationExpired;
import dev.cleave.shop.inventory.ReservationId;
import dev.cleave.shop.inventory.ReservationLine;
import dev.cleave.shop.inventory.ReservationState;
import dev.cleave.shop.inventory.StockLimitExceeded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is done in whatever order and however late: no unit appears, and none is lost. */
class StockConservationTest {
  private static final int PRODUCTS = 3;
  private static final int HOLD_SECONDS = 10;

  /** One thing done to the stock; {@code which} picks the product or the reservation. */
  record Step(Kind kind, int which, int quantity) {}

  enum Kind {
    RECEIVE,
    WRITE_OFF,
    RESERVE,
    RESERVE_AGAIN,
    CONFIRM,
    CANCEL,
    WAIT
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    return Combinators.combine(
            Arbitraries.of(Kind.class),
            Arbitraries.integers().between(0, 8),
            Arbitraries.integers().between(1, 7))
        .as(Step::new)
        .list()
        .ofMaxSize(60);
  }

  @Property(tries = 500)
  void available_and_reserved_and_sold_and_written_off_are_what_was_received(
      @ForAll("histories") List<Step> history) throws Exception {
    Warehouse warehouse = new Warehouse();
    for (Step step : history) {
      warehouse.take(step);
      warehouse.check();
    }
  }

  /** Plays the part of the database: keeps what a row keeps, and derives what is reserved. */
  private static final class Warehouse {
    private final int[] received = new int[PRODUCTS];
    private final int[] writtenOff = new int[PRODUCTS];
    private final int[] keptReceived = new int[PRODUCTS];
    private final int[] keptSold = new int[PRODUCTS];
    private final int[] keptWrittenOff = new int[PRODUCTS];
    private final List<Hold> holds = new ArrayList<>();
    private Instant now = Instant.EPOCH;

    void take(Step step) throws StockLimitExceeded {
      Shelf shelf = shelf();
      switch (step.kind()) {
        case RECEIVE -> {
          int product = step.which() % PRODUCTS;
          shelf.level(new ProductId(product)).receive(step.quantity());
          received[product] += step.quantity();
          save(shelf);
        }
        case WRITE_OFF -> writeOff(step.which() % PRODUCTS, step.quantity(), shelf);
        case RESERVE -> reserve(opened(step), shelf);
        case WAIT -> now = now.plusSeconds(step.quantity());
        default -> {
          if (!holds.isEmpty()) {
            change(step.kind(), holds.get(step.which() % holds.size()), shelf);
          }
        }
      }
    }

    private void writeOff(int product, int quantity, Shelf shelf) {
      try {
        shelf.level(new ProductId(product)).writeOff(quantity);
        writtenOff[product] += quantity;
        save(shelf);
      } catch (InsufficientStock e) {
        assertThat(e.available()).isLessThan(quantity);
      }
    }

    private void change(Kind kind, Hold hold, Shelf shelf) {
      switch (kind) {
        case RESERVE_AGAIN -> reserve(hold, shelf);
        case CANCEL -> {
          hold.cancel(shelf);
          save(shelf);
        }
        default -> {
          try {
            hold.confirm(shelf);
            save(shelf);
          } catch (ReservationExpired | ReservationCancelled e) {
            assertThat(hold.stateAt(now)).isNotEqualTo(ReservationState.HELD);
          }
        }
      }
    }

    /** Two products, so that one may suffice while the other does not. */
    private Hold opened(Step step) {
      Hold hold =
          new Hold(
              new ReservationId(new UUID(0, holds.size())),
              List.of(
                  new ReservationLine(new ProductId((step.which() + 1) % PRODUCTS), 1),
                  new ReservationLine(new ProductId(step.which() % PRODUCTS), step.quantity())),
              ReservationState.HELD,
              now);
      holds.add(hold);
      return hold;
    }

    private void reserve(Hold hold, Shelf shelf) {
      ReservationState before = hold.stateAt(now);
      try {
        hold.hold(shelf, HOLD_SECONDS);
      } catch (InsufficientStock e) {
        assertThat(e.available()).isLessThan(e.requested());
        assertThat(hold.stateAt(now)).isEqualTo(before);
      }
    }

    private Shelf shelf() {
      return new Shelf(
          now,
          IntStream.range(0, PRODUCTS)
              .mapToObj(
                  product ->
                      new StockLevel(
                          new ProductId(product),
                          keptReceived[product],
                          keptSold[product],
                          keptWrittenOff[product],
                          units(product, ReservationState.HELD)))
              .toList());
    }

    private void save(Shelf shelf) {
      for (StockLevel level : shelf.levels()) {
        keptReceived[level.product().value()] = level.received();
        keptSold[level.product().value()] = level.sold();
        keptWrittenOff[level.product().value()] = level.writtenOff();
      }
    }

    private int units(int product, ReservationState state) {
      return holds.stream()
          .filter(hold -> hold.stateAt(now) == state)
          .flatMap(hold -> hold.lines().stream())
          .filter(line -> line.product().value() == product)
          .mapToInt(ReservationLine::quantity)
          .sum();
    }

    void check() {
      for (StockLevel level : shelf().levels()) {
        int product = level.product().value();
        int sold = units(product, ReservationState.CONFIRMED);
        assertThat(level.available()).isNotNegative();
        assertThat(level.sold()).isEqualTo(sold);
        assertThat(level.writtenOff()).isEqualTo(writtenOff[product]);
        assertThat(level.available() + level.reserved() + sold + writtenOff[product])
            .isEqualTo(received[product]);
      }
    }
  }
}
