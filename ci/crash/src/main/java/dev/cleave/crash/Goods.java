package dev.cleave.crash;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the load orders, and who: products of which there is enough and products of which there is
 * not, customers with money and customers without.
 */
public final class Goods {

  private static final int PRODUCTS = 4;
  private static final int RICH = 10;
  private static final int POOR = 4;
  private static final int PLENTY = 1_000_000;
  private static final int FEW = 20;

  /** A restart may lie in between, which takes more than a minute on a starved machine. */
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private static final long POLL_MILLIS = 20;

  private final Client client;
  private final List<Integer> ample = new ArrayList<>();
  private final List<Integer> scarce = new ArrayList<>();
  private final List<Integer> rich = new CopyOnWriteArrayList<>();
  private final List<Integer> poor = new ArrayList<>();
  private final AtomicInteger users = new AtomicInteger();

  private Goods(Client client) {
    this.client = client;
  }

  /** Puts them into the shop. */
  public static Goods setUp(Client client) throws IOException, InterruptedException {
    Goods goods = new Goods(client);
    int category =
        goods.id(
            Command.of(
                "setup/category",
                Command.Kind.CATEGORY,
                "/api/categories",
                Map.of("name", "Things")));
    for (int i = 0; i < PRODUCTS; i++) {
      goods.ample.add(goods.product("ample " + i, category, 3 + 2 * i));
      goods.scarce.add(goods.product("scarce " + i, category, 11 + i));
    }
    for (int product : goods.ample) {
      goods.receive("setup/receipt/" + product, product, PLENTY);
    }
    for (int i = 0; i < RICH; i++) {
      goods.rich.add(goods.customer("setup/user/rich/" + i, 1_000_000));
    }
    for (int i = 0; i < POOR; i++) {
      goods.poor.add(goods.customer("setup/user/poor/" + i, 20));
    }
    return goods;
  }

  /** A few more of what there is too little of. */
  void restock(String round) throws IOException, InterruptedException {
    for (int product : scarce) {
      receive(round + "/receipt/" + product, product, FEW);
    }
  }

  /** Adds a user, who becomes a customer once there is money in the wallet. */
  void newCustomer(String key) throws IOException, InterruptedException {
    rich.add(customer(key, 100_000));
  }

  /** Products of which there is enough. */
  public List<Integer> ample() {
    return ample;
  }

  /** Products of which there is not. */
  public List<Integer> scarce() {
    return scarce;
  }

  /** Customers with money. */
  public List<Integer> rich() {
    return rich;
  }

  /** Customers with next to none. */
  public List<Integer> poor() {
    return poor;
  }

  /** Money for a wallet. */
  public static Command deposit(String key, int customer, int dollars) {
    return Command.of(
        key,
        Command.Kind.DEPOSIT,
        "/api/wallets/" + customer + "/deposits",
        Map.of("amount", money(dollars)));
  }

  private int product(String name, int category, int dollars)
      throws IOException, InterruptedException {
    return id(
        Command.of(
            "setup/product/" + name,
            Command.Kind.PRODUCT,
            "/api/products",
            Map.of(
                "name",
                name,
                "category",
                category,
                "quantityPerUnit",
                "one",
                "price",
                money(dollars))));
  }

  private void receive(String key, int product, int units)
      throws IOException, InterruptedException {
    client.send(
        Command.of(
            key,
            Command.Kind.RECEIPT,
            "/api/stock/" + product + "/receipts",
            Map.of("quantity", units)));
  }

  private int customer(String key, int dollars) throws IOException, InterruptedException {
    int user =
        id(
            Command.of(
                key,
                Command.Kind.USER,
                "/api/users",
                Map.of(
                    "name",
                    "User",
                    "email",
                    "crash-" + users.incrementAndGet() + "@shop.example")));
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (client.read("/api/wallets/" + user).isEmpty()) {
      if (System.nanoTime() > end) {
        throw new IOException(
            "no wallet was opened for user %d within %d s".formatted(user, PATIENCE.toSeconds()));
      }
      Thread.sleep(POLL_MILLIS);
    }
    client.send(deposit(key + "/deposit", user, dollars));
    return user;
  }

  private int id(Command command) throws IOException, InterruptedException {
    JsonNode answer =
        client
            .send(command)
            .orElseThrow(() -> new IOException("the shop has not carried out " + command));
    return answer.path("id").asInt();
  }

  private static Map<String, Object> money(int dollars) {
    return Map.of("amount", BigDecimal.valueOf(dollars).setScale(2), "currency", "USD");
  }
}
