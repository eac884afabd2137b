package dev.cleave.cli.northwind;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Compares the orders of the shop with those of the files, and adds up those it finds. */
final class OrderComparison {

  private static final String CONFIRMED = "CONFIRMED";

  private final Map<String, Order> expected = new LinkedHashMap<>();
  private final Imported imported;
  private final List<String> differences;
  private final Set<String> found = new HashSet<>();
  private int orders;
  private int lines;
  private int units;
  private BigDecimal total = BigDecimal.ZERO;
  private BigDecimal freight = BigDecimal.ZERO;

  OrderComparison(Northwind data, Imported imported, List<String> differences) {
    data.orders().forEach(order -> expected.put(order.reference(), order));
    this.imported = imported;
    this.differences = differences;
  }

  /** Looks at the orders that the shop lists for a customer; leaves out those of others' making. */
  void add(String customer, List<JsonNode> listed) {
    for (JsonNode order : listed) {
      Order wanted = expected.get(order.path("reference").asText());
      if (wanted != null) {
        compare(customer, wanted, order);
      }
    }
  }

  /** To be called when all customers were looked at. */
  void noteMissing() {
    for (Order order : expected.values()) {
      if (!found.contains(order.reference())) {
        differences.add(
            "order %d: customer %s has no order with this reference in the shop"
                .formatted(order.number(), order.customer()));
      }
    }
  }

  int orders() {
    return orders;
  }

  int lines() {
    return lines;
  }

  int units() {
    return units;
  }

  BigDecimal total() {
    return total;
  }

  BigDecimal freight() {
    return freight;
  }

  private void compare(String customer, Order wanted, JsonNode order) {
    orders++;
    total = total.add(Money.read(order.path("total")));
    freight = freight.add(Money.read(order.path("freight")));
    String what = "order " + wanted.number();
    if (!found.add(wanted.reference())) {
      differences.add(what + ": the shop has it more than once");
    }
    compare(what, "customer", wanted.customer(), customer);
    compare(what, "status", CONFIRMED, order.path("status").asText());
    compare(what, "total", text(wanted.total()), text(Money.read(order.path("total"))));
    compare(what, "freight", text(wanted.freight()), text(Money.read(order.path("freight"))));
    compare(
        what,
        "amount due",
        text(wanted.total().add(wanted.freight())),
        text(Money.read(order.path("amountDue"))));
    compareLines(what, wanted, order.path("lines"));
  }

  private void compareLines(String what, Order wanted, JsonNode listed) {
    Set<String> wantedLines = new TreeSet<>();
    for (OrderLine line : wanted.lines()) {
      wantedLines.add(
          line(
              imported.products().get(line.product()),
              line.quantity(),
              line.unitPrice(),
              line.discount(),
              line.amount()));
    }
    Set<String> foundLines = new TreeSet<>();
    for (JsonNode line : listed) {
      lines++;
      units += line.path("quantity").asInt();
      foundLines.add(
          line(
              line.path("product").asInt(),
              line.path("quantity").asInt(),
              Money.read(line.path("unitPrice")),
              line.path("discount").decimalValue(),
              Money.read(line.path("amount"))));
    }
    compare(what, "lines", wantedLines, foundLines);
  }

  private static String line(
      int product, int quantity, BigDecimal unitPrice, BigDecimal discount, BigDecimal amount) {
    return "product %d: %d at %s less %s = %s"
        .formatted(
            product,
            quantity,
            text(unitPrice),
            discount.signum() == 0 ? "0" : discount.stripTrailingZeros().toPlainString(),
            text(amount));
  }

  private void compare(String what, String property, Object file, Object shop) {
    if (!file.equals(shop)) {
      differences.add(
          "%s: %s is %s in the shop, %s in the files".formatted(what, property, shop, file));
    }
  }

  private static String text(BigDecimal amount) {
    return Money.text(amount);
  }
}
