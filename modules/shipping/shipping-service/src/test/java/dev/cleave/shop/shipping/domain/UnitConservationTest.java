package dev.cleave.shop.shipping.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.catalog.ProductId;
import dev.cleave.shop.shipping.NotShipped;
import dev.cleave.shop.shipping.NotToShip;
import dev.cleave.shop.shipping.ShipmentCancelled;
import dev.cleave.shop.shipping.ShipmentDispatched;
import dev.cleave.shop.shipping.ShipmentId;
import dev.cleave.shop.shipping.ShipmentLine;
import dev.cleave.shop.shipping.ShipmentState;
import dev.cleave.shop.shipping.Units;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever is sent, taken back and called off, in whatever order and however often. */
class UnitConservationTest {
  private static final int PRODUCTS = 3;
  private static final int ORDERED = 10;

  /** One thing done to the shipment; {@code units} go by product, 0 leaves the product out. */
  record Step(Kind kind, List<Integer> units) {
    List<Units> lines() {
      List<Units> lines = new ArrayList<>();
      for (int product = 0; product < units.size(); product++) {
        if (units.get(product) > 0) {
          lines.add(new Units(new ProductId(product), units.get(product)));
        }
      }
      return lines;
    }
  }

  enum Kind {
    SCHEDULE_AGAIN,
    DISPATCH,
    DISPATCH_REST,
    TAKE_BACK,
    CANCEL
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    Arbitrary<Kind> kinds =
        Arbitraries.frequency(
            Tuple.of(6, Kind.DISPATCH),
            Tuple.of(6, Kind.TAKE_BACK),
            Tuple.of(2, Kind.SCHEDULE_AGAIN),
            Tuple.of(1, Kind.DISPATCH_REST),
            Tuple.of(1, Kind.CANCEL));
    // One product more than the shipment has.
    Arbitrary<List<Integer>> units =
        Arbitraries.frequency(Tuple.of(6, 0), Tuple.of(3, 1), Tuple.of(2, 4), Tuple.of(1, 11))
            .list()
            .ofSize(PRODUCTS + 1);
    return Combinators.combine(kinds, units).as(Step::new).list().ofMaxSize(40);
  }

  @Property(tries = 500)
  void no_unit_appears_none_is_lost_and_none_comes_back_that_was_not_sent(
      @ForAll("histories") List<Step> history) throws Exception {
    Journal journal = new Journal();
    for (Step step : history) {
      journal.take(step);
      journal.check();
    }
  }

  /** Counts for itself what came of each step, as the customer and the warehouse would. */
  private static final class Journal {
    private final Map<Integer, Integer> sent = new LinkedHashMap<>();
    private final Map<Integer, Integer> back = new LinkedHashMap<>();
    private boolean isCancelled;
    private Consignment consignment = scheduled();

    void take(Step step) throws Exception {
      List<Units> lines = step.lines();
      List<ShipmentLine> before = consignment.toShipment().lines();
      try {
        switch (step.kind()) {
          case SCHEDULE_AGAIN -> consignment.requireSame(new UserId(7), ordered());
          case DISPATCH_REST -> count(sent, consignment.dispatch(List.of(), Instant.EPOCH));
          case CANCEL -> {
            consignment.cancel();
            isCancelled = true;
          }
          case TAKE_BACK -> {
            consignment.takeBack(lines);
            count(back, lines);
          }
          case DISPATCH -> {
            if (!lines.isEmpty()) {
              count(sent, consignment.dispatch(lines, Instant.EPOCH));
            }
          }
        }
      } catch (ShipmentCancelled refused) {
        assertThat(isCancelled).isTrue();
        assertUnchanged(before);
      } catch (ShipmentDispatched refused) {
        assertThat(sent).isNotEmpty();
        assertUnchanged(before);
      } catch (NotToShip refused) {
        assertThat(refused.left()).isLessThan(refused.requested());
        assertUnchanged(before);
      } catch (NotShipped refused) {
        assertThat(refused.sent()).isLessThan(refused.requested());
        assertUnchanged(before);
      }
      consignment = keptAndReadAgain();
    }

    private void assertUnchanged(List<ShipmentLine> before) {
      assertThat(consignment.toShipment().lines()).isEqualTo(before);
    }

    private static void count(Map<Integer, Integer> counts, List<Units> lines) {
      lines.forEach(units -> counts.merge(units.product().value(), units.quantity(), Integer::sum));
    }

    /** Plays the part of the database. */
    private Consignment keptAndReadAgain() {
      return new Consignment(
          consignment.id(),
          consignment.customer(),
          consignment.lines().stream()
              .map(
                  line ->
                      new PackingLine(
                          line.product(), line.quantity(), line.dispatched(), line.returned()))
              .toList(),
          consignment.state() == ShipmentState.CANCELLED,
          consignment.dispatchedAt(),
          consignment.deliveredAt());
    }

    void check() {
      for (PackingLine line : consignment.lines()) {
        int product = line.product().value();
        assertThat(line.dispatched()).isEqualTo(sent.getOrDefault(product, 0));
        assertThat(line.returned()).isEqualTo(back.getOrDefault(product, 0));
        assertThat(line.left()).isNotNegative();
        assertThat(line.left() + line.dispatched()).isEqualTo(ORDERED);
        assertThat(line.returned()).isBetween(0, line.dispatched());
      }
      assertThat(consignment.lines()).hasSize(PRODUCTS);
      assertThat(consignment.state()).isEqualTo(expected());
    }

    private ShipmentState expected() {
      int units = sent.values().stream().mapToInt(Integer::intValue).sum();
      if (isCancelled) {
        assertThat(units).isZero();
        return ShipmentState.CANCELLED;
      }
      return units == 0
          ? ShipmentState.SCHEDULED
          : units == PRODUCTS * ORDERED
              ? ShipmentState.DISPATCHED
              : ShipmentState.PARTLY_DISPATCHED;
    }

    private static List<Units> ordered() {
      List<Units> ordered = new ArrayList<>();
      for (int product = PRODUCTS - 1; product >= 0; product--) {
        ordered.add(new Units(new ProductId(product), ORDERED));
      }
      return ordered;
    }

    private static Consignment scheduled() {
      return new Consignment(
          new ShipmentId(new UUID(0, 1)),
          Optional.of(new UserId(7)),
          ordered().stream()
              .map(units -> new PackingLine(units.product(), units.quantity(), 0, 0))
              .toList(),
          false,
          Optional.empty(),
          Optional.empty());
    }
  }
}
