package dev.cleave.crash;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Customers and operators at work: several clients, each doing one thing after another. */
final class Load {

  private static final int CLIENTS = 6;

  /** So that what a long restart adds to the databases stays small. */
  private static final int MOST_COMMANDS = 60;

  private static final Duration PATIENCE = Duration.ofSeconds(660);

  private final Client client;
  private final Goods goods;
  private final String round;
  private final long seed;
  private final List<Thread> threads = new ArrayList<>();
  private final Queue<String> orders = new ConcurrentLinkedQueue<>();
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private volatile boolean stopped;

  /**
   * A load that has not begun.
   *
   * @param round begins all keys
   * @param seed decides what is done
   */
  Load(Client client, Goods goods, String round, long seed) {
    this.client = client;
    this.goods = goods;
    this.round = round;
    this.seed = seed;
  }

  void start() {
    for (int i = 0; i < CLIENTS; i++) {
      int number = i;
      Thread thread = new Thread(() -> run(number), "client-" + i);
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  /**
   * Starts nothing further and waits until everything that was sent is answered.
   *
   * @return how many commands were answered
   * @throws IOException when a client has failed
   */
  int finish() throws IOException, InterruptedException {
    stopped = true;
    long end = System.nanoTime() + PATIENCE.toNanos();
    for (Thread thread : threads) {
      thread.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
      if (thread.isAlive()) {
        throw new IOException(
            "%s still waits for an answer after %d s"
                .formatted(thread.getName(), PATIENCE.toSeconds()));
      }
    }
    if (failure.get() != null) {
      throw new IOException("a client failed: " + failure.get(), failure.get());
    }
    return answered.get();
  }

  private void run(int number) {
    Random random = new Random(31 * seed + number);
    try {
      for (int i = 0; i < MOST_COMMANDS && !stopped; i++) {
        act(random, "%s/%d/%d".formatted(round, number, i));
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException failed) {
      failure.compareAndSet(null, failed);
    }
  }

  /** One thing, in shares that make every way through the checkout common. */
  private void act(Random random, String key) throws IOException, InterruptedException {
    int dice = random.nextInt(100);
    if (dice < 58) {
      order(random, key, pick(random, goods.rich()), goods.ample(), 5);
    } else if (dice < 70) {
      order(random, key, pick(random, goods.rich()), goods.scarce(), 12);
    } else if (dice < 80) {
      order(random, key, pick(random, goods.poor()), goods.ample(), 9);
    } else if (dice < 87) {
      cancel(key);
    } else if (dice < 92) {
      send(random, Goods.deposit(key, pick(random, goods.rich()), 1 + random.nextInt(500)));
    } else if (dice < 94) {
      goods.newCustomer(key);
    } else {
      dispatch(key);
    }
  }

  private void order(Random random, String key, int customer, List<Integer> products, int most)
      throws IOException, InterruptedException {
    List<Map<String, Object>> lines = new ArrayList<>();
    int count = 1 + random.nextInt(2);
    int first = random.nextInt(products.size());
    for (int i = 0; i < count; i++) {
      int product = products.get((first + i) % products.size());
      lines.add(Map.of("product", product, "quantity", 1 + random.nextInt(most)));
    }
    Command command =
        Command.of(
            key, Command.Kind.ORDER, "/api/orders", Map.of("customer", customer, "lines", lines));
    send(random, command)
        .map(answer -> answer.path("id").asText())
        .filter(id -> !id.isEmpty())
        .ifPresent(orders::add);
  }

  /** Right after the order, so that its checkout may be on its way. */
  private void cancel(String key) throws IOException, InterruptedException {
    String order = orders.poll();
    if (order != null && !mayBeSent(order)) {
      send(
          new Random(),
          Command.of(
              key, Command.Kind.CANCELLATION, "/api/orders/" + order + "/cancellation", Map.of()));
    }
  }

  private void dispatch(String key) throws IOException, InterruptedException {
    String order = orders.poll();
    if (order == null || !mayBeSent(order)) {
      return;
    }
    Optional<JsonNode> now = client.read("/api/orders/" + order);
    if (now.isPresent() && now.get().path("status").asText().equals("CONFIRMED")) {
      send(
          new Random(),
          Command.of(
              key, Command.Kind.DISPATCH, "/api/shipments/" + order + "/dispatches", Map.of()));
    }
  }

  /** No order is both sent and cancelled: which of the two wins is not what is tested here. */
  private static boolean mayBeSent(String order) {
    return order.hashCode() % 2 == 0;
  }

  /** Some commands are repeated although they were answered. */
  private Optional<JsonNode> send(Random random, Command command)
      throws IOException, InterruptedException {
    Optional<JsonNode> answer = client.send(command);
    if (answer.isPresent()) {
      answered.incrementAndGet();
      if (random.nextInt(10) == 0) {
        client.send(command);
      }
    }
    return answer;
  }

  private static <T> T pick(Random random, List<T> items) {
    return items.get(random.nextInt(items.size()));
  }
}
