package dev.cleave.cli.northwind;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.TreeMap;

/** What each customer has to pay, and the money that is put into the wallet for it beforehand. */
final class Deposits {

  /** The most that the shop takes at once. */
  static final BigDecimal MOST_AT_ONCE = new BigDecimal("999999900.00");

  private static final BigDecimal STEP = new BigDecimal(100);

  private final Map<String, BigDecimal> due = new TreeMap<>();

  private Deposits() {}

  /** Computed from the orders alone. */
  static Deposits of(Northwind data) {
    Deposits deposits = new Deposits();
    data.customers().forEach(customer -> deposits.due.put(customer.id(), BigDecimal.ZERO));
    for (Order order : data.orders()) {
      deposits.due.merge(order.customer(), order.due(), BigDecimal::add);
    }
    return deposits;
  }

  /** What the customer's orders cost with their freight. */
  BigDecimal due(String customer) {
    return due.get(customer);
  }

  /** That, rounded up to whole hundreds. */
  BigDecimal deposit(String customer) {
    return due(customer).divide(STEP, 0, RoundingMode.CEILING).multiply(STEP).setScale(2);
  }

  /** What all customers pay. */
  BigDecimal allDue() {
    return due.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** What is left in all wallets then. */
  BigDecimal allLeft() {
    return due.keySet().stream()
        .map(customer -> deposit(customer).subtract(due(customer)))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
