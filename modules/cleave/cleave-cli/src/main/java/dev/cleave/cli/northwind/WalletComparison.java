package dev.cleave.cli.northwind;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares the wallets of the customers with what their orders cost, and adds them up. */
final class WalletComparison {

  private static final String CONFIRMED = "CONFIRMED";

  private final Deposits deposits;
  private final Set<String> references;
  private final List<String> differences;
  private BigDecimal paid = BigDecimal.ZERO;
  private BigDecimal left = BigDecimal.ZERO;

  WalletComparison(Northwind data, List<String> differences) {
    this.deposits = Deposits.of(data);
    this.references = data.orders().stream().map(Order::reference).collect(Collectors.toSet());
    this.differences = differences;
  }

  /**
   * Looks at the wallet of a customer.
   *
   * @param wallet or {@code null} if there is none
   * @param orders all that the shop lists for the customer; what those of others' making cost does
   *     not count as paid
   */
  void add(String customer, JsonNode wallet, List<JsonNode> orders) {
    String what = "customer " + customer;
    if (wallet == null) {
      differences.add(what + ": the shop has no wallet");
      return;
    }
    BigDecimal in = amount(wallet, "deposited");
    BigDecimal out = amount(wallet, "paid");
    BigDecimal rest = amount(wallet, "balance").add(amount(wallet, "held"));
    if (in.subtract(out).compareTo(rest) != 0) {
      differences.add(
          "%s: of %s deposited %s are paid, but %s are in the wallet"
              .formatted(what, text(in), text(out), text(rest)));
    }
    BigDecimal forImport = out.subtract(others(orders));
    if (forImport.compareTo(deposits.due(customer)) != 0) {
      differences.add(
          "%s: paid is %s in the shop, %s in the files"
              .formatted(what, text(forImport), text(deposits.due(customer))));
    }
    paid = paid.add(forImport);
    left = left.add(rest);
  }

  BigDecimal paid() {
    return paid;
  }

  BigDecimal left() {
    return left;
  }

  private BigDecimal others(List<JsonNode> orders) {
    return orders.stream()
        .filter(order -> order.path("status").asText().equals(CONFIRMED))
        .filter(order -> !references.contains(order.path("reference").asText()))
        .map(order -> Money.read(order.path("amountDue")))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal amount(JsonNode wallet, String name) {
    return Money.read(wallet.path(name));
  }

  private static String text(BigDecimal amount) {
    return Money.text(amount);
  }
}
