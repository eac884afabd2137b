package dev.cleave.crash.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cleave.crash.Command;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the clients know from answers, and so may expect of later ones. Safe for use by several
 * threads.
 */
public final class Known {

  /** A command that was answered, and the answer. */
  record Answered(Command command, JsonNode answer) {}

  /** An order that was placed, by the products and quantities of its lines. */
  record Placed(String id, Map<Integer, Integer> lines) {}

  /** Enough to choose from. */
  private static final int MOST = 5000;

  private final Pool<Integer> users = new Pool<>();
  private final Pool<Placed> placed = new Pool<>();
  private final Pool<Placed> ended = new Pool<>();
  private final Pool<Placed> confirmed = new Pool<>();
  private final Pool<Placed> toSend = new Pool<>();
  private final Pool<Placed> toCancel = new Pool<>();
  private final Pool<Answered> answered = new Pool<>();
  private final Map<Integer, Integer> versions = new ConcurrentHashMap<>();
  private final Map<Integer, BigDecimal> deposited = new ConcurrentHashMap<>();

  /** A few things of one kind, of which any may be taken. */
  static final class Pool<T> {

    private final List<T> items = new ArrayList<>();

    synchronized void add(T item) {
      if (items.size() < MOST) {
        items.add(item);
      }
    }

    synchronized Optional<T> any(Random random) {
      return items.isEmpty()
          ? Optional.empty()
          : Optional.of(items.get(random.nextInt(items.size())));
    }

    /** Takes one away, so that nobody else works on it. */
    synchronized Optional<T> take(Random random) {
      if (items.isEmpty()) {
        return Optional.empty();
      }
      int index = random.nextInt(items.size());
      T taken = items.get(index);
      T last = items.remove(items.size() - 1);
      if (index < items.size()) {
        items.set(index, last);
      }
      return Optional.of(taken);
    }
  }

  /** Users that may be renamed. */
  Pool<Integer> users() {
    return users;
  }

  /** Orders of which it is not known yet how they end. */
  Pool<Placed> placed() {
    return placed;
  }

  /** Orders that have ended. */
  Pool<Placed> ended() {
    return ended;
  }

  /** Orders that are confirmed, and so have a shipment. */
  Pool<Placed> confirmed() {
    return confirmed;
  }

  /** Confirmed orders of which something may be sent. */
  Pool<Placed> toSend() {
    return toSend;
  }

  /** Orders that may be cancelled; none of them is ever sent. */
  Pool<Placed> toCancel() {
    return toCancel;
  }

  /** Commands to be repeated. */
  Pool<Answered> answered() {
    return answered;
  }

  void isPlaced(Placed order) {
    placed.add(order);
    if (!mayBeSent(order)) {
      toCancel.add(order);
    }
  }

  /** What was read of an order. */
  void isAt(Placed order, String status) {
    switch (status) {
      case "PENDING", "CANCELLING" -> placed.add(order);
      case "CONFIRMED" -> {
        ended.add(order);
        confirmed.add(order);
        if (mayBeSent(order)) {
          toSend.add(order);
        }
      }
      default -> ended.add(order);
    }
  }

  /** No order is both sent and cancelled: which of the two wins is not what is tested here. */
  private static boolean mayBeSent(Placed order) {
    return order.id().hashCode() % 2 == 0;
  }

  /** The version of a user's name that was answered last; 0 for the first. */
  int version(int user) {
    return versions.getOrDefault(user, 0);
  }

  void isNamed(int user, int version) {
    versions.merge(user, version, Math::max);
  }

  /** What is known to have been put into a wallet by this load. */
  BigDecimal deposited(int customer) {
    return deposited.getOrDefault(customer, BigDecimal.ZERO);
  }

  /** A wallet was read; it never holds less again. */
  void hasDeposited(int customer, BigDecimal amount) {
    deposited.merge(customer, amount, BigDecimal::max);
  }
}
