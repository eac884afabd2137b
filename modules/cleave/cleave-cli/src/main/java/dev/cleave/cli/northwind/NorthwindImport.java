package dev.cleave.cli.northwind;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sends everything to the shop, as commands whose idempotency keys follow from the files. An import
 * that ended anywhere, for whatever reason, is therefore continued by running it again from its
 * beginning: what was done before is answered from memory.
 *
 * <p>Users come first: their e-mail addresses are unique, so that an import repeated after the shop
 * has forgotten its keys is refused at the first command instead of adding everything once more.
 * Wallets are opened by the shop a moment after their users, and are filled before the first order.
 */
public final class NorthwindImport {

  /** More were no faster on two cores shared with the server and the database. */
  static final int AT_ONCE = 4;

  private static final String KEY = "northwind/";

  private final ShopApi shop;
  private final Northwind data;
  private final History history;
  private final StepProgress progress;
  private final Map<String, Integer> users = new ConcurrentHashMap<>();
  private final Map<Integer, Integer> categories = new ConcurrentHashMap<>();
  private final Map<Integer, Integer> products = new ConcurrentHashMap<>();
  private final Deposits deposits;
  private final Retries patience;
  private final OrdersInProgress orders;
  private volatile boolean stopped;

  /** An import of {@code data} into {@code shop}. */
  public NorthwindImport(ShopApi shop, Northwind data, StepProgress progress) {
    this(shop, data, progress, Retries.UNTIL_DONE);
  }

  /** The same, with other patience for what the shop does by itself. */
  NorthwindImport(ShopApi shop, Northwind data, StepProgress progress, Retries patience) {
    this.shop = shop;
    this.data = data;
    this.history = History.of(data);
    this.deposits = Deposits.of(data);
    this.patience = patience;
    this.orders = new OrdersInProgress(shop, patience, () -> stopped);
    this.progress = progress;
  }

  /** Starts no further command; {@link #run()} ends when those under way have been answered. */
  public void stop() {
    stopped = true;
  }

  /**
   * Imports everything.
   *
   * @throws ImportStopped when {@link #stop()} was called
   * @throws ImportFailed when the shop refuses something or cannot be reached
   */
  public Imported run() throws ImportFailed, InterruptedException {
    try (OrderedTasks tasks = new OrderedTasks(AT_ONCE, () -> stopped)) {
      each(tasks, "users and addresses", data.customers(), this::addUser);
      each(tasks, "categories", data.categories(), this::addCategory);
      each(tasks, "products", data.products(), this::addProduct);
      each(tasks, "opening stock", data.products(), this::receive);
      each(tasks, "deposits", data.customers(), this::deposit);
      replay(tasks);
      each(tasks, "shipments", shipped(), this::dispatch);
      List<Product> gone = data.products().stream().filter(Product::discontinued).toList();
      each(tasks, "discontinued products", gone, this::discontinue);
    }
    return new Imported(
        new TreeMap<>(users), new TreeMap<>(products), new TreeMap<>(orders.confirmed()));
  }

  private List<Order> shipped() {
    return data.orders().stream()
        .filter(order -> order.shipped().isPresent())
        .filter(order -> orders.confirmed().containsKey(order.number()))
        .toList();
  }

  @FunctionalInterface
  private interface Step<T> {
    void run(T item) throws ImportFailed, InterruptedException;
  }

  private <T> void each(OrderedTasks tasks, String name, List<T> items, Step<T> step)
      throws ImportFailed, InterruptedException {
    progress.begin(name, items.size());
    for (T item : items) {
      tasks.add(
          () -> {
            step.run(item);
            progress.advance();
          });
    }
    tasks.finish();
    progress.end();
  }

  private void addUser(Customer customer) throws ImportFailed, InterruptedException {
    JsonNode user =
        command(
            customer.place(),
            "POST",
            "/api/users",
            "user/" + customer.id(),
            Map.of("name", customer.name(), "email", customer.email()));
    int id = id(customer.place(), user);
    Map<String, Object> address = new LinkedHashMap<>();
    address.put("street", customer.street());
    address.put("city", customer.city());
    customer.region().ifPresent(region -> address.put("region", region));
    customer.postalCode().ifPresent(code -> address.put("postalCode", code));
    address.put("country", customer.country());
    command(
        customer.place(),
        "PUT",
        "/api/users/" + id + "/address",
        "address/" + customer.id(),
        address);
    users.put(customer.id(), id);
  }

  private void addCategory(Category category) throws ImportFailed, InterruptedException {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("name", category.name());
    category.description().ifPresent(description -> body.put("description", description));
    JsonNode added =
        command(category.place(), "POST", "/api/categories", "category/" + category.id(), body);
    categories.put(category.id(), id(category.place(), added));
  }

  private void addProduct(Product product) throws ImportFailed, InterruptedException {
    JsonNode added =
        command(
            product.place(),
            "POST",
            "/api/products",
            "product/" + product.id(),
            Map.of(
                "name",
                product.name(),
                "category",
                categories.get(product.category()),
                "quantityPerUnit",
                product.quantityPerUnit(),
                "price",
                Money.write(history.openingPrice(product.id()))));
    products.put(product.id(), id(product.place(), added));
  }

  private void receive(Product product) throws ImportFailed, InterruptedException {
    int units = history.opening().get(product.id());
    if (units > 0) {
      command(
          product.place(),
          "POST",
          "/api/stock/" + products.get(product.id()) + "/receipts",
          "stock/" + product.id(),
          Map.of("quantity", units));
    }
  }

  private void deposit(Customer customer) throws ImportFailed, InterruptedException {
    String wallet = "/api/wallets/" + users.get(customer.id());
    awaitOpened(customer, wallet);
    BigDecimal rest = deposits.deposit(customer.id());
    for (int part = 1; rest.signum() > 0; part++) {
      BigDecimal amount = rest.min(Deposits.MOST_AT_ONCE);
      command(
          customer.place(),
          "POST",
          wallet + "/deposits",
          "deposit/" + customer.id() + "/" + part,
          Map.of("amount", Money.write(amount)));
      rest = rest.subtract(amount);
    }
  }

  private void awaitOpened(Customer customer, String wallet)
      throws ImportFailed, InterruptedException {
    Retries.Series looks = patience.begin();
    while (find(customer.place(), wallet).isEmpty()) {
      if (stopped) {
        throw new ImportStopped();
      }
      if (!looks.pause()) {
        throw new ImportFailed(
            "%s: the shop has opened no wallet for the user within %d s: ./cleave events shows what"
                    .formatted(customer.place(), patience.budget().toSeconds())
                + " was not delivered. What was imported stays; the same command continues from"
                + " there.");
      }
    }
  }

  private void dispatch(Order order) throws ImportFailed, InterruptedException {
    command(
        order.place(),
        "POST",
        "/api/shipments/" + orders.confirmed().get(order.number()) + "/dispatches",
        "dispatch/" + order.number(),
        Map.of("at", order.shipped().orElseThrow().toInstant(ZoneOffset.UTC).toString()));
  }

  private void discontinue(Product product) throws ImportFailed, InterruptedException {
    command(
        product.place(),
        "POST",
        "/api/products/" + products.get(product.id()) + "/discontinuation",
        "discontinuation/" + product.id(),
        null);
  }

  /**
   * Orders that are next to each other may overtake one another, but no order the price change
   * before or after it, nor another order of the same customer: what counts is when they are
   * placed. Their checkouts end later, in any order.
   */
  private void replay(OrderedTasks tasks) throws ImportFailed, InterruptedException {
    progress.begin("price changes, orders", history.events().size());
    for (HistoryEvent event : history.events()) {
      Set<String> reads = new HashSet<>();
      String writes;
      OrderedTasks.Task task;
      if (event instanceof HistoryEvent.PriceChange change) {
        writes = "product " + change.product();
        task = () -> changePrice(change);
      } else {
        Order order = ((HistoryEvent.Placement) event).order();
        order.lines().forEach(line -> reads.add("product " + line.product()));
        writes = "customer " + order.customer();
        task = () -> place(order);
        orders.awaitRoom();
      }
      tasks.add(
          reads,
          Set.of(writes),
          () -> {
            task.run();
            progress.advance();
          });
    }
    tasks.finish();
    orders.awaitAll();
    progress.end();
  }

  private void changePrice(HistoryEvent.PriceChange change)
      throws ImportFailed, InterruptedException {
    command(
        change.place(),
        "PUT",
        "/api/products/" + products.get(change.product()) + "/price",
        "price/" + change.product() + "/" + change.number(),
        Map.of("price", Money.write(change.price())));
  }

  private void place(Order order) throws ImportFailed, InterruptedException {
    JsonNode placed =
        command(
            order.place(),
            "POST",
            "/api/orders",
            "order/" + order.number(),
            Map.of(
                "customer",
                users.get(order.customer()),
                "lines",
                order.lines().stream().map(this::line).toList(),
                "freight",
                Money.write(order.freight()),
                "reference",
                order.reference()));
    if (!placed.path("id").isTextual()) {
      throw noId(order.place());
    }
    orders.add(order, placed.path("id").textValue());
  }

  private Map<String, Object> line(OrderLine line) {
    return Map.of(
        "product",
        products.get(line.product()),
        "quantity",
        line.quantity(),
        "discount",
        line.discount());
  }

  private JsonNode command(Place place, String method, String path, String key, Map<String, ?> body)
      throws ImportFailed, InterruptedException {
    try {
      return shop.command(method, path, KEY + key, body);
    } catch (Refused refused) {
      throw new ImportFailed(
          "%s: %s. What was imported stays; the same command continues from there."
              .formatted(place, refused.getMessage().replaceFirst("\\.$", "")),
          refused);
    }
  }

  private Optional<JsonNode> find(Place place, String path)
      throws ImportFailed, InterruptedException {
    try {
      return shop.find(path);
    } catch (Refused refused) {
      throw new ImportFailed(place + ": " + refused.getMessage(), refused);
    }
  }

  private static int id(Place place, JsonNode answer) throws ImportFailed {
    if (!answer.path("id").isInt()) {
      throw noId(place);
    }
    return answer.path("id").intValue();
  }

  private static ImportFailed noId(Place place) {
    return new ImportFailed(place + ": the shop's answer has no id: is this the shop?");
  }
}
