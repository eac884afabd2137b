package dev.cleave.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cleave.cli.CommandFailed;
import dev.cleave.cli.northwind.HttpShopApi;
import dev.cleave.cli.northwind.Refused;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What orders need, made over HTTP as anybody would: customers with full wallets, products in
 * stock.
 *
 * @param customers ids
 * @param products ids
 */
record ShopGoods(List<Integer> customers, List<Integer> products) {

  private static final int PRODUCTS = 100;
  private static final int UNITS = 1_000_000;
  private static final int CUSTOMERS = 64;
  private static final String DEPOSIT = "999999999.99";
  private static final Duration LONGEST_OPENING = Duration.ofSeconds(30);
  private static final long POLL_MILLIS = 100;

  /** Makes them in a shop that has none of them. */
  static ShopGoods make(HttpShopApi shop) throws InterruptedException {
    try {
      int category =
          id(
              shop.command(
                  "POST", "/api/categories", "bench/category", Map.of("name", "Bench goods")));
      List<Integer> products = new ArrayList<>();
      for (int i = 0; i < PRODUCTS; i++) {
        products.add(product(shop, category, i));
      }
      List<Integer> customers = new ArrayList<>();
      for (int i = 0; i < CUSTOMERS; i++) {
        customers.add(
            id(
                shop.command(
                    "POST", "/api/users", "bench/user/" + i, Map.of("name", "Customer " + i))));
      }
      for (int customer : customers) {
        fillWallet(shop, customer);
      }
      return new ShopGoods(List.copyOf(customers), List.copyOf(products));
    } catch (Refused refused) {
      throw new CommandFailed("the shop could not be filled: " + refused.getMessage(), refused);
    }
  }

  private static int product(HttpShopApi shop, int category, int number)
      throws Refused, InterruptedException {
    Map<String, ?> body =
        Map.of(
            "name",
            "Article " + number,
            "category",
            category,
            "quantityPerUnit",
            "1 piece",
            "price",
            money("1.25"));
    int id = id(shop.command("POST", "/api/products", "bench/product/" + number, body));
    shop.command(
        "POST",
        "/api/stock/" + id + "/receipts",
        "bench/stock/" + number,
        Map.of("quantity", UNITS));
    return id;
  }

  /** The wallet is opened by an event, a moment after the customer was added. */
  private static void fillWallet(HttpShopApi shop, int customer)
      throws Refused, InterruptedException {
    long end = System.nanoTime() + LONGEST_OPENING.toNanos();
    while (true) {
      try {
        shop.command(
            "POST",
            "/api/wallets/" + customer + "/deposits",
            "bench/deposit/" + customer,
            Map.of("amount", money(DEPOSIT)));
        return;
      } catch (Refused notYet) {
        if (System.nanoTime() > end) {
          throw notYet;
        }
        Thread.sleep(POLL_MILLIS);
      }
    }
  }

  private static Map<String, ?> money(String amount) {
    return Map.of("amount", new BigDecimal(amount), "currency", "USD");
  }

  private static int id(JsonNode created) {
    return created.get("id").asInt();
  }
}
