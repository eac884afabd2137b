package dev.cleave.shop.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cleave.InvalidRequest;
import dev.cleave.InvalidRequest.Violation;
import dev.cleave.Page;
import dev.cleave.event.EventContext;
import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.catalog.ProductId;
import dev.cleave.shop.money.Money;
import dev.cleave.shop.ordering.Delivery;
import dev.cleave.shop.ordering.HistoryEntry;
import dev.cleave.shop.ordering.HistoryLine;
import dev.cleave.shop.ordering.OrderHistory;
import dev.cleave.shop.ordering.OrderId;
import dev.cleave.shop.ordering.OrderLine;
import dev.cleave.shop.ordering.OrderPlaced;
import dev.cleave.shop.ordering.OrderRejected;
import dev.cleave.shop.ordering.OrderStatus;
import dev.cleave.shop.ordering.application.HistoryProjection;
import dev.cleave.test.ContractSuite;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import javax.naming.InitialContext;
import org.junit.jupiter.api.Test;

/** The history is told what it is asked for, so that nothing else needs to happen. */
abstract class OrderHistorySuite extends ContractSuite {
  private static final Instant NOON = Instant.parse("1998-05-06T12:00:00.123456Z");
  private static final Instant EVER = Instant.parse("9999-12-31T23:59:59.999999Z");
  private static final Instant NEVER = Instant.parse("0001-01-01T00:00:00Z");

  @Inject private OrderHistory history;
  @Inject private HistoryProjection projection;

  /** Each test has a customer and a product of its own. */
  private final UserId customer = new UserId(random());

  private final ProductId product = new ProductId(random());

  OrderHistorySuite(String binding) {
    super(binding, "ordering");
  }

  @Test
  void an_entry_tells_all_that_is_known_of_an_order() throws Exception {
    OrderId order = placed(Optional.of("PO-1"), NOON);
    tell(() -> projection.rejected(new OrderRejected(order, customer, "no money")));

    assertThat(search(List.of(customer), List.of(), List.of(), NEVER, EVER).items())
        .containsExactly(
            new HistoryEntry(
                order,
                customer,
                OrderStatus.REJECTED,
                Optional.of("no money"),
                Optional.of("PO-1"),
                List.of(new HistoryLine(product, 3, 0, 0, 0)),
                Money.usd("7.50"),
                Money.usd("1.25"),
                Money.usd("0.00"),
                Delivery.NONE,
                NOON,
                NOON));
  }

  @Test
  void filters_are_combined() throws Exception {
    OrderId first = placed(Optional.empty(), NOON);
    OrderId second = placed(Optional.empty(), NOON.plusSeconds(1));
    tell(() -> projection.rejected(new OrderRejected(first, customer, "no money")));
    List<UserId> mine = List.of(customer);
    List<ProductId> it = List.of(product);
    List<OrderStatus> rejected = List.of(OrderStatus.REJECTED);
    List<OrderStatus> either = List.of(OrderStatus.REJECTED, OrderStatus.PENDING);

    assertThat(orders(mine, List.of(), List.of(), NEVER, EVER)).containsExactly(second, first);
    assertThat(orders(List.of(), List.of(), it, NEVER, EVER)).containsExactly(second, first);
    assertThat(orders(mine, either, it, NEVER, EVER)).containsExactly(second, first);
    assertThat(orders(mine, rejected, it, NEVER, EVER)).containsExactly(first);
    assertThat(orders(mine, rejected, it, NOON.plusSeconds(1), EVER)).isEmpty();
    assertThat(orders(mine, List.of(), it, NOON, NOON.plusSeconds(1))).containsExactly(first);
    assertThat(orders(mine, List.of(), List.of(new ProductId(-1)), NEVER, EVER)).isEmpty();
    assertThat(orders(mine, List.of(OrderStatus.UNKNOWN), it, NEVER, EVER)).isEmpty();
  }

  @Test
  void it_is_read_page_by_page() throws Exception {
    OrderId first = placed(Optional.empty(), NOON);
    OrderId second = placed(Optional.empty(), NOON.plusSeconds(1));

    Page<HistoryEntry> newest =
        history.search(List.of(customer), List.of(), List.of(), NEVER, EVER, 1, 1);
    Page<HistoryEntry> oldest =
        history.search(List.of(customer), List.of(), List.of(), NEVER, EVER, 2, 1);

    assertThat(newest.items()).extracting(HistoryEntry::order).containsExactly(second);
    assertThat(newest.hasNext()).isTrue();
    assertThat(oldest.items()).extracting(HistoryEntry::order).containsExactly(first);
    assertThat(oldest.hasNext()).isFalse();
  }

  @Test
  void too_much_is_refused_by_name() {
    assertThatExceptionOfType(InvalidRequest.class)
        .isThrownBy(
            () ->
                history.search(
                    Collections.nCopies(101, customer), List.of(), List.of(), NEVER, EVER, 0, 1001))
        .satisfies(
            e ->
                assertThat(e.violations())
                    .extracting(Violation::field)
                    .containsExactly("customer", "page", "size"));
  }

  private static int random() {
    return ThreadLocalRandom.current().nextInt(1_000_000, Integer.MAX_VALUE);
  }

  private OrderId placed(Optional<String> reference, Instant at) throws Exception {
    OrderId order = new OrderId(UUID.randomUUID());
    OrderLine line =
        new OrderLine(
            product, 3, Money.usd("2.50"), BigDecimal.ZERO.setScale(4), Money.usd("7.50"));
    tell(
        () ->
            projection.placed(
                new OrderPlaced(
                    order,
                    customer,
                    reference,
                    List.of(line),
                    Money.usd("7.50"),
                    Money.usd("1.25"),
                    at)));
    return order;
  }

  /** As the runtime delivers: in a transaction, with what is known of the event. */
  private void tell(EventContext.Task<RuntimeException> delivery) throws Exception {
    UserTransaction transaction = InitialContext.doLookup("java:comp/UserTransaction");
    transaction.begin();
    new EventContext(UUID.randomUUID(), "", "", NOON, 1, 1, Optional.empty()).run(delivery);
    transaction.commit();
  }

  private List<OrderId> orders(
      List<UserId> customers,
      List<OrderStatus> statuses,
      List<ProductId> products,
      Instant from,
      Instant to) {
    return search(customers, statuses, products, from, to).items().stream()
        .map(HistoryEntry::order)
        .toList();
  }

  private Page<HistoryEntry> search(
      List<UserId> customers,
      List<OrderStatus> statuses,
      List<ProductId> products,
      Instant from,
      Instant to) {
    return history.search(customers, statuses, products, from, to, 1, 100);
  }
}
