package dev.cleave.shop.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

/** What is there before anything bad is asked: made once, through the API. */
record Goods(int customer, int product, int discontinued, int unstocked, int stock) {
  private static Goods goods;

  static synchronized Goods get() {
    if (goods == null) {
      int customer = Target.created("/api/users", "{\"name\":\"Customer\"}").path("id").asInt();
      int category =
          Target.created("/api/categories", "{\"name\":\"Category\"}").path("id").asInt();
      int product = product(category);
      int discontinued = product(category);
      Target.created("/api/stock/" + product + "/receipts", "{\"quantity\":10}");
      Target.created("/api/stock/" + discontinued + "/receipts", "{\"quantity\":10}");
      Target.created("/api/products/" + discontinued + "/discontinuation", "");
      String wallet = "/api/wallets/" + customer;
      Target.soon(() -> assertThat(Target.get(wallet).statusCode()).isEqualTo(200));
      Target.created(wallet + "/deposits", "{\"amount\":{\"amount\":1000,\"currency\":\"USD\"}}");
      goods = new Goods(customer, product, discontinued, product(category), 10);
    }
    return goods;
  }

  private static int product(int category) {
    String json =
        """
        {"name":"Product","category":%d,"quantityPerUnit":"1 box","price":{"amount":12.50,"currency":"USD"}}"""
            .formatted(category);
    return Target.created("/api/products", json).path("id").asInt();
  }

  /** An order of the customer's; {@code lines} is JSON. */
  String order(String lines) {
    return "{\"customer\":%d,\"lines\":%s}".formatted(customer, lines);
  }

  /** An order of one line; {@code more} is added to it. */
  String line(Object product, Object quantity, String more) {
    return order("[{\"product\":%s,\"quantity\":%s%s}]".formatted(product, quantity, more));
  }
}
