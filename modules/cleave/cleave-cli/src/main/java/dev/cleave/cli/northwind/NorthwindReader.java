package dev.cleave.cli.northwind;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads and checks all files before anything is imported: columns, numbers, dates, duplicates,
 * references, and the limits of the shop's public interface.
 */
public final class NorthwindReader {

  private static final Pattern CUSTOMER_ID = Pattern.compile("[A-Za-z0-9]{1,20}");
  private static final BigDecimal CENT = new BigDecimal("0.01");
  private static final BigDecimal HIGHEST_AMOUNT = new BigDecimal("999999.99");
  private static final BigDecimal HIGHEST_DISCOUNT = new BigDecimal("0.9999");
  private static final int HIGHEST_QUANTITY = 100_000;
  private static final int HIGHEST_STOCK = 1_000_000;
  private static final int MOST_LINES = 500;
  private static final int ANY_LENGTH = Integer.MAX_VALUE;

  private final Map<CsvFile, Table> tables = new EnumMap<>(CsvFile.class);

  private NorthwindReader() {}

  /**
   * Reads the sample.
   *
   * @throws BadInput naming every bad row of every file
   */
  public static Northwind read(Path directory) throws IOException, BadInput {
    NorthwindReader reader = new NorthwindReader();
    for (CsvFile file : CsvFile.values()) {
      reader.tables.put(file, CsvReader.read(directory, file));
    }
    Northwind data = reader.check();
    List<BadRow> bad = reader.tables.values().stream().flatMap(Table::bad).toList();
    if (!bad.isEmpty()) {
      throw new BadInput(bad);
    }
    return data;
  }

  private Northwind check() {
    suppliers();
    shippers();
    List<Category> categories = categories();
    Map<Integer, List<OrderLine>> lines = orderLines();
    List<Order> orders = orders(lines);
    return new Northwind(categories, products(lines), customers(), orders);
  }

  private Table table(CsvFile file) {
    return tables.get(file);
  }

  /** Not imported: the shop has no suppliers yet. */
  private void suppliers() {
    for (Row row : table(CsvFile.SUPPLIERS).rows()) {
      id(row, "supplierID");
      row.text("companyName", ANY_LENGTH);
    }
  }

  /** Not imported: the shop does not say who carries a shipment. */
  private void shippers() {
    for (Row row : table(CsvFile.SHIPPERS).rows()) {
      id(row, "shipperID");
      row.text("companyName", ANY_LENGTH);
    }
  }

  private List<Category> categories() {
    List<Category> categories = new ArrayList<>();
    for (Row row : table(CsvFile.CATEGORIES).rows()) {
      categories.add(
          new Category(
              row.place(),
              id(row, "categoryID"),
              row.text("categoryName", 100),
              row.optionalText("description", 1000)));
    }
    return categories;
  }

  private List<Product> products(Map<Integer, List<OrderLine>> lines) {
    Map<Integer, Long> ordered = new HashMap<>();
    lines.values().stream()
        .flatMap(List::stream)
        .forEach(line -> ordered.merge(line.product(), (long) line.quantity(), Long::sum));
    List<Product> products = new ArrayList<>();
    for (Row row : table(CsvFile.PRODUCTS).rows()) {
      row.reference("supplierID", table(CsvFile.SUPPLIERS));
      row.number("unitsOnOrder", 0, Integer.MAX_VALUE);
      row.number("reorderLevel", 0, Integer.MAX_VALUE);
      Product product =
          new Product(
              row.place(),
              id(row, "productID"),
              row.text("productName", 200),
              row.reference("categoryID", table(CsvFile.CATEGORIES)),
              row.text("quantityPerUnit", 100),
              row.decimal("unitPrice", CENT, HIGHEST_AMOUNT, 2),
              row.number("unitsInStock", 0, HIGHEST_STOCK),
              row.number("discontinued", 0, 1) == 1);
      long opening = product.inStock() + ordered.getOrDefault(product.id(), 0L);
      if (opening > HIGHEST_STOCK) {
        row.problem(
            "unitsInStock and all units ever ordered are %d, the shop receives at most %d at once"
                .formatted(opening, HIGHEST_STOCK));
      }
      products.add(product);
    }
    return products;
  }

  private List<Customer> customers() {
    List<Customer> customers = new ArrayList<>();
    Map<String, Customer> byEmail = new HashMap<>();
    for (Row row : table(CsvFile.CUSTOMERS).rows()) {
      row.text("companyName", ANY_LENGTH);
      Customer customer =
          new Customer(
              row.place(),
              row.text("customerID", CUSTOMER_ID, "1 to 20 letters and digits"),
              row.text("contactName", 200),
              row.text("address", 200),
              row.text("city", 100),
              row.optionalText("region", 100),
              row.optionalText("postalCode", 20),
              row.text("country", 100));
      Customer same = byEmail.putIfAbsent(customer.email(), customer);
      if (same != null && !same.id().equals(customer.id())) {
        row.problem(
            "customerID %s differs from the one in line %d only in case"
                .formatted(Row.quoted(customer.id()), same.place().line()));
      }
      customers.add(customer);
    }
    return customers;
  }

  private Map<Integer, List<OrderLine>> orderLines() {
    Map<Integer, List<OrderLine>> lines = new TreeMap<>();
    for (Row row : table(CsvFile.ORDER_DETAILS).rows()) {
      int order = row.reference("orderID", table(CsvFile.ORDERS));
      OrderLine line =
          new OrderLine(
              row.place(),
              row.reference("productID", table(CsvFile.PRODUCTS)),
              row.decimal("unitPrice", CENT, HIGHEST_AMOUNT, 2),
              row.number("quantity", 1, HIGHEST_QUANTITY),
              row.decimal("discount", BigDecimal.ZERO, HIGHEST_DISCOUNT, 4));
      lines.computeIfAbsent(order, none -> new ArrayList<>()).add(line);
    }
    return lines;
  }

  private List<Order> orders(Map<Integer, List<OrderLine>> lines) {
    List<Order> orders = new ArrayList<>();
    for (Row row : table(CsvFile.ORDERS).rows()) {
      row.number("employeeID", 1, Integer.MAX_VALUE);
      row.dateIfAny("requiredDate");
      row.reference("shipVia", table(CsvFile.SHIPPERS));
      int number = id(row, "orderID");
      Order order =
          new Order(
              row.place(),
              number,
              row.text("customerID", ANY_LENGTH),
              row.date("orderDate"),
              Optional.ofNullable(row.dateIfAny("shippedDate")),
              row.decimal("freight", BigDecimal.ZERO, HIGHEST_AMOUNT, 2),
              lines.getOrDefault(number, List.of()));
      if (!order.customer().isEmpty()) {
        row.mustBeIn(table(CsvFile.CUSTOMERS), "customerID");
      }
      if (!table(CsvFile.ORDER_DETAILS).mayMention(order.reference())) {
        row.problem("the order has no line in " + CsvFile.ORDER_DETAILS.fileName());
      } else if (order.lines().size() > MOST_LINES) {
        row.problem(
            "the order has %d lines, the shop takes at most %d"
                .formatted(order.lines().size(), MOST_LINES));
      }
      if (row.isGood()) {
        orders.add(order);
      }
    }
    orders.sort(Order.BY_DATE);
    return orders;
  }

  private static int id(Row row, String column) {
    return row.number(column, 1, Integer.MAX_VALUE);
  }
}
