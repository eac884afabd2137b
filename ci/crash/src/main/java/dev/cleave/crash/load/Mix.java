package dev.cleave.crash.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cleave.crash.Command;
import dev.cleave.crash.Goods;
import dev.cleave.crash.load.Known.Answered;
import dev.cleave.crash.load.Known.Placed;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the clients want next: orders and reads of everything, and more than their share of the
 * module that is taken out. An answer that contradicts an earlier one is a failure.
 */
public final class Mix implements Supplier<Wanted> {

  private final Goods goods;
  private final Known known;
  private final String module;
  private final Random random;
  private final String keys;
  private final AtomicInteger commands = new AtomicInteger();

  /**
   * A mix that follows from {@code seed} and from what was answered.
   *
   * @param module that gets more than its share
   */
  public Mix(Goods goods, Known known, String module, long seed) {
    this.goods = goods;
    this.known = known;
    this.module = module;
    this.random = new Random(seed);
    this.keys = "load/" + seed + "/";
  }

  @Override
  public synchronized Wanted get() {
    int dice = random.nextInt(100);
    if (dice < 10) {
      return order();
    } else if (dice < 25) {
      return orderRead();
    } else if (dice < 35) {
      return product();
    } else if (dice < 43) {
      return stock();
    } else if (dice < 51) {
      return userRead();
    } else if (dice < 59) {
      return walletRead();
    } else if (dice < 67) {
      return shipmentRead();
    } else if (dice < 71) {
      return users();
    } else if (dice < 72) {
      return cancellation();
    } else if (dice < 75) {
      return repeat();
    }
    return ofTheModule(dice - 75);
  }

  /** A quarter of all requests. */
  private Wanted ofTheModule(int dice) {
    return switch (module) {
      case "accounts" -> dice < 4 ? newUser() : dice < 11 ? userChange() : userRead();
      case "payments" -> dice < 10 ? deposit() : walletRead();
      case "shipping" -> dice < 4 ? dispatch() : shipmentRead();
      default -> throw new IllegalStateException("there is no load of " + module);
    };
  }

  private Wanted order() {
    boolean isPoor = random.nextInt(12) == 0;
    int customer = pick(isPoor ? goods.poor() : goods.rich());
    List<Integer> products = goods.ample();
    int first = random.nextInt(products.size());
    Map<Integer, Integer> lines =
        random.nextBoolean()
            ? Map.of(products.get(first), 2 + random.nextInt(4))
            : Map.of(
                products.get(first),
                2 + random.nextInt(3),
                products.get((first + 1) % products.size()),
                1 + random.nextInt(3));
    Command command =
        command(
            Command.Kind.ORDER,
            "/api/orders",
            Map.of(
                "customer",
                customer,
                "lines",
                lines.entrySet().stream()
                    .map(line -> Map.of("product", line.getKey(), "quantity", line.getValue()))
                    .toList()));
    return Wanted.command(
        "order",
        command,
        good(
            answer -> {
              known.isPlaced(new Placed(answer.path("id").asText(), lines));
              known.answered().add(new Answered(command, answer));
            }));
  }

  /** Asks how an order stands until it has ended. */
  private Wanted orderRead() {
    Optional<Placed> open = random.nextInt(4) == 0 ? Optional.empty() : known.placed().take(random);
    if (open.isPresent()) {
      return Wanted.read(
          "order-read",
          "/api/orders/" + open.get().id(),
          good(answer -> known.isAt(open.get(), answer.path("status").asText())));
    }
    return known
        .ended()
        .any(random)
        .map(order -> Wanted.read("order-read", "/api/orders/" + order.id(), good(answer -> {})))
        .orElseGet(this::product);
  }

  private Wanted product() {
    return Wanted.read("product", "/api/products/" + pick(goods.ample()), good(answer -> {}));
  }

  private Wanted stock() {
    return Wanted.read("stock", "/api/stock/" + pick(goods.ample()), good(answer -> {}));
  }

  private Wanted users() {
    return Wanted.read("users", "/api/users?size=10", good(answer -> {}));
  }

  private Wanted userRead() {
    Optional<Integer> mine = known.users().any(random);
    int user = mine.orElseGet(() -> pick(goods.rich()));
    int least = known.version(user);
    return Wanted.read(
        "user",
        "/api/users/" + user,
        answer -> {
          int read = UserNames.version(answer.path("name").asText());
          return read >= least
              ? Optional.empty()
              : Optional.of("version %d was read after %d was answered".formatted(read, least));
        });
  }

  private Wanted newUser() {
    String email = "load-%s@shop.example".formatted(keys.hashCode() + "-" + commands.get());
    Map<String, String> user =
        random.nextBoolean()
            ? Map.of("name", UserNames.of(0))
            : Map.of("name", UserNames.of(0), "email", email);
    Command command = command(Command.Kind.USER, "/api/users", user);
    return Wanted.command(
        "new-user",
        command,
        good(
            answer -> {
              known.users().add(answer.path("id").asInt());
              known.answered().add(new Answered(command, answer));
            }));
  }

  /** One change of a user at a time, so that it is known which is the last. */
  private Wanted userChange() {
    Optional<Integer> taken = known.users().take(random);
    if (taken.isEmpty()) {
      return newUser();
    }
    int user = taken.get();
    int version = known.version(user) + 1;
    Command command =
        command(
            Command.Kind.USER_CHANGE, "/api/users/" + user, Map.of("name", UserNames.of(version)));
    return Wanted.command(
        "user-change",
        command,
        good(
            answer -> {
              known.isNamed(user, version);
              known.users().add(user);
              known.answered().add(new Answered(command, answer));
            }));
  }

  private Wanted walletRead() {
    int customer = pick(goods.rich());
    BigDecimal least = known.deposited(customer);
    return Wanted.read(
        "wallet",
        "/api/wallets/" + customer,
        answer -> {
          BigDecimal read = deposited(answer);
          return read.compareTo(least) >= 0
              ? Optional.empty()
              : Optional.of("%s deposited were read after %s".formatted(read, least));
        });
  }

  private Wanted deposit() {
    int customer = pick(goods.rich());
    Command command = Goods.deposit(key(), customer, 1 + random.nextInt(500));
    return Wanted.command(
        "deposit",
        command,
        good(
            answer -> {
              known.hasDeposited(customer, deposited(answer));
              known.answered().add(new Answered(command, answer));
            }));
  }

  private static BigDecimal deposited(JsonNode wallet) {
    return new BigDecimal(wallet.path("deposited").path("amount").asText("0"));
  }

  private Wanted shipmentRead() {
    return known
        .confirmed()
        .any(random)
        .map(order -> Wanted.read("shipment", "/api/shipments/" + order.id(), good(answer -> {})))
        .orElseGet(this::stock);
  }

  /** One unit, of several that were ordered: sent twice, it would be noticed. */
  private Wanted dispatch() {
    Optional<Placed> order = known.toSend().take(random);
    if (order.isEmpty()) {
      return shipmentRead();
    }
    int product =
        order.get().lines().entrySet().stream()
            .filter(line -> line.getValue() > 1)
            .findFirst()
            .orElseThrow()
            .getKey();
    Command command =
        command(
            Command.Kind.DISPATCH,
            "/api/shipments/" + order.get().id() + "/dispatches",
            Map.of("lines", List.of(Map.of("product", product, "quantity", 1))));
    return Wanted.command(
        "dispatch", command, good(answer -> known.answered().add(new Answered(command, answer))));
  }

  private Wanted cancellation() {
    return known
        .toCancel()
        .take(random)
        .map(
            order ->
                Wanted.command(
                    "cancel",
                    command(
                        Command.Kind.CANCELLATION,
                        "/api/orders/" + order.id() + "/cancellation",
                        Map.of()),
                    good(answer -> {})))
        .orElseGet(this::orderRead);
  }

  private Wanted repeat() {
    return known
        .answered()
        .any(random)
        .map(answered -> Wanted.repeat(answered.command(), answered.answer()))
        .orElseGet(this::product);
  }

  private Command command(Command.Kind kind, String path, Map<String, ?> body) {
    return Command.of(key(), kind, path, body);
  }

  private String key() {
    return keys + commands.incrementAndGet();
  }

  private static Function<JsonNode, Optional<String>> good(
      java.util.function.Consumer<JsonNode> note) {
    return answer -> {
      note.accept(answer);
      return Optional.empty();
    };
  }

  private <T> T pick(List<T> items) {
    return items.get(random.nextInt(items.size()));
  }
}
