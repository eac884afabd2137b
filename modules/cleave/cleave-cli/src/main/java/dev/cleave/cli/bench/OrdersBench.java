package dev.cleave.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cleave.cli.CommandFailed;
import dev.cleave.cli.Progress;
import dev.cleave.cli.Shop;
import dev.cleave.cli.Shutdown;
import dev.cleave.cli.Startup;
import dev.cleave.cli.build.Deployment;
import dev.cleave.cli.northwind.HttpShopApi;
import dev.cleave.cli.process.Undo;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Orders through the whole checkout of the shop, as customers place them. */
public final class OrdersBench {

  private static final int CLIENTS = 16;
  private static final int WARM_UP_SECONDS = 20;
  private static final int MOST_LINES = 3;
  private static final int MOST_UNITS = 5;

  /** Between two looks at an order an eighth of its age passes: looks take time from checkouts. */
  private static final long LOOKS_PER_AGE = 8;

  private static final long SHORTEST_PAUSE_MILLIS = 20;

  private static final long LONGEST_CHECKOUT_SECONDS = 60;
  private static final int CREATED = 201;
  private static final int OK = 200;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final int port;
  private final ShopGoods goods;

  private OrdersBench(int port, ShopGoods goods) {
    this.port = port;
    this.goods = goods;
  }

  /** What the clients saw: how long each order took until it was accepted, and confirmed. */
  private record Outcome(Latencies accepted, Latencies confirmed, double seconds) {}

  /** Measures with a shop of its own. */
  public static List<Figure> run(Shop shop, Progress progress, Undo undo, int seconds)
      throws IOException, InterruptedException {
    new Startup(shop, progress, undo).run(List.of(), Optional.empty());
    long begin = progress.begin("Filling the shop");
    HttpShopApi api =
        new HttpShopApi(
            URI.create(shop.baseUrl(Deployment.MONOLITH)),
            shop.secrets().operatorKey(),
            () -> {
              // Nothing is measured yet.
            });
    ShopGoods goods = ShopGoods.make(api);
    progress.done("Filled the shop", begin);
    OrdersBench bench = new OrdersBench(shop.running(Deployment.MONOLITH).port(), goods);
    progress.say("  warm-up: " + line(bench.placeFor(WARM_UP_SECONDS, 1)));
    Outcome outcome = bench.placeFor(seconds, 2);
    progress.say("  measured: " + line(outcome));
    new Shutdown(shop, progress).run();
    return List.of(
        Figure.of("orders_per_s", outcome.confirmed().count() / outcome.seconds()),
        Figure.of("p50_ms", outcome.confirmed().millis(0.50)),
        Figure.of("p99_ms", outcome.confirmed().millis(0.99)),
        Figure.of("accepted_p50_ms", outcome.accepted().millis(0.50)),
        Figure.of("accepted_p99_ms", outcome.accepted().millis(0.99)));
  }

  private static String line(Outcome outcome) {
    return "%d orders confirmed in %.1f s"
        .formatted(outcome.confirmed().count(), outcome.seconds());
  }

  private Outcome placeFor(int seconds, long seed) throws InterruptedException {
    Latencies accepted = new Latencies();
    Latencies confirmed = new Latencies();
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    try {
      long begin = System.nanoTime();
      long end = begin + TimeUnit.SECONDS.toNanos(seconds);
      List<Callable<Void>> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        SplittableRandom random = new SplittableRandom(seed * CLIENTS + i);
        clients.add(() -> placeUntil(end, random, accepted, confirmed));
      }
      for (Future<Void> client : threads.invokeAll(clients)) {
        client.get();
      }
      return new Outcome(accepted, confirmed, (System.nanoTime() - begin) / 1e9);
    } catch (ExecutionException failure) {
      throw new CommandFailed("an order failed: " + failure.getCause().getMessage(), failure);
    } finally {
      threads.shutdownNow();
    }
  }

  private Void placeUntil(
      long end, SplittableRandom random, Latencies accepted, Latencies confirmed)
      throws IOException, InterruptedException {
    try (HttpConnection connection = new HttpConnection(port)) {
      while (System.nanoTime() < end) {
        long sent = System.nanoTime();
        HttpConnection.Answer answer = connection.post("/api/orders", "", order(random));
        if (answer.status() != CREATED) {
          throw new CommandFailed("status %d: %s".formatted(answer.status(), answer.body()));
        }
        accepted.add(System.nanoTime() - sent);
        awaitConfirmed(connection, JSON.readTree(answer.body()), sent);
        confirmed.add(System.nanoTime() - sent);
      }
    }
    return null;
  }

  private static void awaitConfirmed(HttpConnection connection, JsonNode placed, long sent)
      throws IOException, InterruptedException {
    String path = "/api/orders/" + placed.get("id").asText();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_CHECKOUT_SECONDS);
    JsonNode order = placed;
    while (order.path("status").asText().equals("PENDING")) {
      if (System.nanoTime() > end) {
        throw new CommandFailed(
            "the order %s was not done after %d s".formatted(path, LONGEST_CHECKOUT_SECONDS));
      }
      long age = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sent);
      Thread.sleep(Math.max(age / LOOKS_PER_AGE, SHORTEST_PAUSE_MILLIS));
      HttpConnection.Answer answer = connection.get(path);
      if (answer.status() != OK) {
        throw new CommandFailed(
            "GET %s: status %d: %s".formatted(path, answer.status(), answer.body()));
      }
      order = JSON.readTree(answer.body());
    }
    if (!order.path("status").asText().equals("CONFIRMED")) {
      throw new CommandFailed("an order that can be served was not confirmed: " + order);
    }
  }

  private String order(SplittableRandom random) {
    StringBuilder lines = new StringBuilder();
    int first = random.nextInt(goods.products().size());
    int count = 1 + random.nextInt(MOST_LINES);
    for (int i = 0; i < count; i++) {
      int product = goods.products().get((first + i) % goods.products().size());
      lines
          .append(i == 0 ? "" : ",")
          .append(
              "{\"product\":%d,\"quantity\":%d}"
                  .formatted(product, 1 + random.nextInt(MOST_UNITS)));
    }
    int customer = goods.customers().get(random.nextInt(goods.customers().size()));
    return "{\"customer\":%d,\"lines\":[%s]}".formatted(customer, lines);
  }
}
