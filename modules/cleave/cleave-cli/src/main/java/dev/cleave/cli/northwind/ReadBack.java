package dev.cleave.cli.northwind;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads what was imported back from the shop and compares it with the files. */
public final class ReadBack {

  private final ShopApi shop;
  private final Northwind data;
  private final Imported imported;
  private final StepProgress progress;
  private final List<String> differences = new ArrayList<>();

  /** A comparison of {@code data} with what became of it in {@code shop}. */
  public ReadBack(ShopApi shop, Northwind data, Imported imported, StepProgress progress) {
    this.shop = shop;
    this.data = data;
    this.imported = imported;
    this.progress = progress;
  }

  /** What the reconciliation must say. */
  public static Reconciliation expected(Northwind data) {
    return Expectation.of(data);
  }

  /**
   * Compares.
   *
   * @throws ImportFailed when something cannot be read
   */
  public Reconciliation run() throws ImportFailed, InterruptedException {
    progress.begin("read back", 5 + data.products().size() + data.customers().size());
    Map<String, JsonNode> users = new HashMap<>();
    for (JsonNode user : list("/api/users")) {
      users.put(user.path("email").asText().toLowerCase(Locale.ROOT), user);
    }
    Map<Integer, JsonNode> products = byId(list("/api/products"), "id");
    Map<Integer, JsonNode> stock = byId(list("/api/stock"), "product");
    Map<Integer, List<JsonNode>> prices =
        each(data.products(), Product::id, p -> "/api/products/" + product(p.id()) + "/prices");
    Map<String, List<JsonNode>> orders =
        each(data.customers(), Customer::id, c -> "/api/orders?customer=" + user(c.id()));
    Map<Integer, JsonNode> wallets = byId(list("/api/wallets"), "customer");
    List<JsonNode> shipments = list("/api/shipments");
    progress.end();

    int customers = compareCustomers(users);
    ProductTotals ofProducts = compareProducts(products, prices, stock);
    OrderComparison ofOrders = new OrderComparison(data, imported, differences);
    data.customers().forEach(customer -> ofOrders.add(customer.id(), orders.get(customer.id())));
    ofOrders.noteMissing();
    WalletComparison ofWallets = new WalletComparison(data, differences);
    for (Customer customer : data.customers()) {
      ofWallets.add(customer.id(), wallets.get(user(customer.id())), orders.get(customer.id()));
    }
    int dispatched = new ShipmentComparison(data, imported, differences).compare(shipments);
    return new Reconciliation(
        customers,
        ofProducts.products,
        ofOrders.orders(),
        ofOrders.lines(),
        ofOrders.units(),
        Money.text(ofOrders.total()),
        Money.text(ofOrders.freight()),
        ofProducts.priceChanges,
        ofProducts.stock,
        Money.text(ofWallets.paid()),
        Money.text(ofWallets.left()),
        dispatched,
        List.copyOf(differences));
  }

  private int compareCustomers(Map<String, JsonNode> users) {
    int found = 0;
    for (Customer customer : data.customers()) {
      JsonNode user = users.get(customer.email());
      if (user == null) {
        differences.add(
            "customer %s: no user has the e-mail address %s"
                .formatted(customer.id(), customer.email()));
        continue;
      }
      found++;
      compare("customer " + customer.id(), "name", customer.name(), user.path("name").asText());
      compare("customer " + customer.id(), "user", user(customer.id()), user.path("id").asInt());
    }
    return found;
  }

  private static final class ProductTotals {
    private int products;
    private int priceChanges;
    private int stock;
  }

  private ProductTotals compareProducts(
      Map<Integer, JsonNode> products,
      Map<Integer, List<JsonNode>> prices,
      Map<Integer, JsonNode> stock) {
    History history = History.of(data);
    ProductTotals totals = new ProductTotals();
    for (Product product : data.products()) {
      String what = "product " + product.id();
      JsonNode found = products.get(product(product.id()));
      if (found == null) {
        differences.add(what + ": the shop does not have it as " + product(product.id()));
        continue;
      }
      totals.products++;
      compare(what, "name", product.name(), found.path("name").asText());
      compare(what, "price", text(product.price()), text(Money.read(found.path("price"))));
      compare(what, "discontinued", product.discontinued(), found.path("discontinued").asBoolean());
      List<JsonNode> points = prices.get(product.id());
      totals.priceChanges += Math.max(0, points.size() - 1);
      compare(
          what,
          "prices",
          history.prices().get(product.id()).stream().map(ReadBack::text).toList(),
          points.stream().map(point -> text(Money.read(point.path("price")))).toList());
      // A product that never had a unit has no stock to read.
      JsonNode units = stock.get(product(product.id()));
      int onHand = units == null ? 0 : units.path("onHand").asInt();
      totals.stock += onHand;
      compare(what, "stock", product.inStock(), onHand);
    }
    return totals;
  }

  private void compare(String what, String property, Object file, Object found) {
    if (!file.equals(found)) {
      differences.add(
          "%s: %s is %s in the shop, %s in the files".formatted(what, property, found, file));
    }
  }

  private int product(int id) {
    return imported.products().get(id);
  }

  private int user(String customer) {
    return imported.users().get(customer);
  }

  private <T, K> Map<K, List<JsonNode>> each(
      List<T> items, Function<T, K> key, Function<T, String> path)
      throws ImportFailed, InterruptedException {
    Map<K, List<JsonNode>> lists = Collections.synchronizedMap(new HashMap<>());
    try (OrderedTasks tasks = new OrderedTasks(NorthwindImport.AT_ONCE, () -> false)) {
      for (T item : items) {
        tasks.add(() -> lists.put(key.apply(item), list(path.apply(item))));
      }
      tasks.finish();
    }
    return lists;
  }

  private List<JsonNode> list(String path) throws ImportFailed, InterruptedException {
    try {
      List<JsonNode> items = shop.list(path);
      progress.advance();
      return items;
    } catch (Refused refused) {
      throw new ImportFailed("reading back %s: %s".formatted(path, refused.getMessage()), refused);
    }
  }

  private static Map<Integer, JsonNode> byId(List<JsonNode> items, String idName) {
    return items.stream()
        .collect(Collectors.toMap(i -> i.path(idName).asInt(), i -> i, (first, second) -> second));
  }

  private static String text(BigDecimal amount) {
    return Money.text(amount);
  }
}
