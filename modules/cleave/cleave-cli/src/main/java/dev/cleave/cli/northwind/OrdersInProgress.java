package dev.cleave.cli.northwind;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Orders whose checkout has not ended. Placing an order fixes its prices and answers at once; the
 * rest is awaited later, so that checkouts overlap, but never more than a few.
 *
 * <p>Orders may be added by several threads, and are awaited by one.
 */
final class OrdersInProgress {

  /** More of them only wait for each other. */
  static final int MOST = 32;

  private static final Set<String> UNDER_WAY = Set.of("PENDING", "CANCELLING");
  private static final String CONFIRMED = "CONFIRMED";
  private static final String REJECTED = "REJECTED";

  private record Placed(Order order, String id) {}

  private final ShopApi shop;
  private final Retries patience;
  private final BooleanSupplier isStopped;
  private final Queue<Placed> placed = new ConcurrentLinkedQueue<>();
  private final AtomicInteger inProgress = new AtomicInteger();
  private final Map<Integer, String> confirmed = new ConcurrentHashMap<>();

  /**
   * None yet.
   *
   * @param patience with a single order
   * @param isStopped asked while waiting
   */
  OrdersInProgress(ShopApi shop, Retries patience, BooleanSupplier isStopped) {
    this.shop = shop;
    this.patience = patience;
    this.isStopped = isStopped;
  }

  /** An order was placed, and is known to the shop as {@code id}. */
  void add(Order order, String id) {
    placed.add(new Placed(order, id));
    inProgress.incrementAndGet();
  }

  /** Waits until another order may be placed. */
  void awaitRoom() throws ImportFailed, InterruptedException {
    while (inProgress.get() >= MOST) {
      awaitOldest();
    }
  }

  /** Waits for the end of all. */
  void awaitAll() throws ImportFailed, InterruptedException {
    while (!placed.isEmpty()) {
      awaitOldest();
    }
  }

  /** The ids of those that were awaited and are confirmed, by number. */
  Map<Integer, String> confirmed() {
    return confirmed;
  }

  private void awaitOldest() throws ImportFailed, InterruptedException {
    Placed oldest = placed.remove();
    inProgress.decrementAndGet();
    Retries.Series looks = patience.begin();
    Optional<JsonNode> order = look(oldest);
    while (order.isPresent() && UNDER_WAY.contains(status(order.get()))) {
      if (isStopped.getAsBoolean()) {
        throw new ImportStopped();
      }
      if (!looks.pause()) {
        throw failed(
            oldest,
            "is still in progress after %d s: ./cleave sagas shows where it stands. What was"
                + " imported stays; the same command continues from there.",
            patience.budget().toSeconds());
      }
      order = look(oldest);
    }
    // One that is gone or was cancelled since is told when everything is read back.
    if (order.isPresent() && status(order.get()).equals(REJECTED)) {
      throw failed(
          oldest,
          "was rejected: %s. It stays so: remove the reason, and import into an empty shop"
              + " (./cleave down --clean).",
          order.get().path("reason").asText("no reason is given").replaceFirst("\\.$", ""));
    }
    if (order.isPresent() && status(order.get()).equals(CONFIRMED)) {
      confirmed.put(oldest.order().number(), oldest.id());
    }
  }

  private Optional<JsonNode> look(Placed order) throws ImportFailed, InterruptedException {
    try {
      return shop.find("/api/orders/" + order.id());
    } catch (Refused refused) {
      throw new ImportFailed(order.order().place() + ": " + refused.getMessage(), refused);
    }
  }

  private static String status(JsonNode order) {
    return order.path("status").asText();
  }

  private static ImportFailed failed(Placed order, String what, Object... details) {
    return new ImportFailed(
        "%s: order %d (%s in the shop) "
                .formatted(order.order().place(), order.order().number(), order.id())
            + what.formatted(details));
  }
}
