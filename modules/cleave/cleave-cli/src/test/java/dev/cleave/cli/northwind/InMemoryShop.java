package dev.cleave.cli.northwind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A shop with the rules that the import relies on: keys are remembered, prices are those of the
 * moment, stock and money run out, wallets are opened and checkouts end a moment later. Gives other
 * ids than the files do. Can lose a command on its way, or its answer on the way back.
 */
final class InMemoryShop implements ShopApi {

  /** What happens to a command that gets lost. */
  enum Loss {
    OF_THE_COMMAND,
    OF_THE_ANSWER
  }

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
          .build();
  private static final int FIRST_ID = 1000;
  private static final Retries QUICK =
      new Retries(Duration.ofSeconds(20), Duration.ofNanos(1000), Duration.ofMillis(1));

  private final Map<String, JsonNode> bodies = new HashMap<>();
  private final Map<String, JsonNode> answers = new HashMap<>();
  private final Map<Integer, ObjectNode> users = new TreeMap<>();
  private final Map<Integer, ObjectNode> categories = new TreeMap<>();
  private final Map<Integer, ObjectNode> products = new TreeMap<>();
  private final Map<Integer, List<BigDecimal>> prices = new TreeMap<>();
  private final Map<Integer, Integer> stock = new TreeMap<>();
  private final List<ObjectNode> orders = new ArrayList<>();
  private final Map<Integer, ObjectNode> wallets = new TreeMap<>();
  private final Map<String, ObjectNode> shipments = new TreeMap<>();
  private final Set<String> lookedAt = new HashSet<>();
  private int lastId = FIRST_ID;
  private int commands;
  private int loseCommand;
  private int changeAfter;
  private Runnable change = () -> {};
  private boolean finishesCheckouts = true;
  private boolean opensWallets = true;
  private Loss loss;

  /** The command that comes as the {@code number}th from now is lost, and all after it. */
  synchronized InMemoryShop loseFrom(int number, Loss what) {
    commands = 0;
    loseCommand = number;
    loss = what;
    return this;
  }

  synchronized InMemoryShop loseNothing() {
    loseCommand = 0;
    return this;
  }

  /** Changes something behind the import's back, after so many commands. */
  synchronized void changeAfterCommands(int number, Runnable what) {
    changeAfter = number;
    change = what;
  }

  synchronized void neverFinishCheckouts() {
    finishesCheckouts = false;
  }

  synchronized void neverOpenWallets() {
    opensWallets = false;
  }

  synchronized void finishCheckouts() {
    orders.stream().filter(InMemoryShop::isPending).forEach(this::checkOut);
  }

  synchronized int commands() {
    return commands;
  }

  synchronized int everCreated() {
    return lastId - FIRST_ID;
  }

  Reconciliation importAndReadBack(Northwind data) throws ImportFailed, InterruptedException {
    StepProgress silent = new StepProgress(new PrintWriter(Writer.nullWriter()), false);
    Imported imported = new NorthwindImport(this, data, silent, QUICK).run();
    return new ReadBack(this, data, imported, silent).run();
  }

  @Override
  public synchronized JsonNode command(
      String method, String path, String key, Map<String, ?> content) throws Refused {
    if (commands++ == changeAfter) {
      change.run();
    }
    boolean isLost = loseCommand > 0 && commands >= loseCommand;
    if (isLost && loss == Loss.OF_THE_COMMAND) {
      throw new Refused("no connection");
    }
    JsonNode body = JSON.valueToTree(content);
    String module = path.split("/")[2];
    JsonNode known = bodies.get(module + key);
    if (known != null && !known.equals(body)) {
      throw new Refused("the idempotency key was already used for another request");
    }
    if (known == null) {
      answers.put(
          module + key, carryOut(method, path.substring("/api/".length()).split("/"), body));
      bodies.put(module + key, body);
    }
    if (isLost) {
      throw new Refused("no answer");
    }
    return answers.get(module + key);
  }

  /** What takes a moment is done when it is looked at for the second time. */
  @Override
  public synchronized Optional<JsonNode> find(String path) throws Refused {
    String[] parts = path.split("/");
    boolean isFirst = lookedAt.add(path);
    if (parts[2].equals("wallets")) {
      return isFirst || !opensWallets
          ? Optional.empty()
          : Optional.ofNullable(wallets.get(Integer.valueOf(parts[3])));
    }
    Optional<ObjectNode> order =
        orders.stream().filter(one -> one.get("id").asText().equals(parts[3])).findFirst();
    if (finishesCheckouts && !isFirst && order.isPresent() && isPending(order.get())) {
      checkOut(order.get());
    }
    return order.map(ObjectNode::deepCopy);
  }

  @Override
  public synchronized List<JsonNode> list(String path) {
    String[] parts = path.substring("/api/".length()).split("[/?=]");
    return switch (parts[0]) {
      case "users" -> copies(users.values());
      case "wallets" -> copies(wallets.values());
      case "shipments" -> copies(shipments.values());
      case "stock" ->
          stock.entrySet().stream()
              .<JsonNode>map(
                  entry ->
                      JSON.createObjectNode()
                          .put("product", entry.getKey())
                          .put("onHand", entry.getValue()))
              .toList();
      case "orders" ->
          copies(
              orders.stream()
                  .filter(order -> order.get("customer").asText().equals(parts[2]))
                  .toList());
      default ->
          parts.length == 1
              ? copies(products.values())
              : prices.get(Integer.valueOf(parts[1])).stream()
                  .<JsonNode>map(price -> JSON.createObjectNode().set("price", money(price)))
                  .toList();
    };
  }

  ObjectNode userWithEmail(String email) {
    return users.values().stream()
        .filter(user -> user.get("email").asText().equals(email))
        .findFirst()
        .orElseThrow();
  }

  Map<Integer, ObjectNode> users() {
    return users;
  }

  Map<Integer, ObjectNode> products() {
    return products;
  }

  Map<Integer, Integer> stock() {
    return stock;
  }

  List<ObjectNode> orders() {
    return orders;
  }

  Map<String, ObjectNode> shipments() {
    return shipments;
  }

  /** The wallet of the user with that e-mail address. */
  ObjectNode walletOf(String email) {
    return wallets.get(userWithEmail(email).get("id").asInt());
  }

  private JsonNode carryOut(String method, String[] path, JsonNode body) throws Refused {
    String what = method + " " + path[0] + (path.length > 2 ? " " + path[2] : "");
    return switch (what) {
      case "POST users" -> addUser(body);
      case "PUT users address" -> users.get(Integer.valueOf(path[1])).set("address", body);
      case "POST categories" -> add(categories, body);
      case "POST products" -> addProduct(body);
      case "PUT products price" -> changePrice(Integer.parseInt(path[1]), amount(body));
      case "POST products discontinuation" ->
          products.get(Integer.valueOf(path[1])).put("discontinued", true);
      case "POST stock receipts" -> {
        stock.merge(Integer.valueOf(path[1]), body.get("quantity").asInt(), Integer::sum);
        yield JSON.createObjectNode();
      }
      case "POST orders" -> place(body);
      case "POST wallets deposits" -> {
        ObjectNode wallet = wallets.get(Integer.valueOf(path[1]));
        move(wallet, null, "deposited", Money.read(body.get("amount")));
        yield move(wallet, null, "balance", Money.read(body.get("amount")));
      }
      case "POST shipments dispatches" ->
          shipments.get(path[1]).put("state", "DISPATCHED").set("dispatchedAt", body.get("at"));
      default -> throw new Refused("there is no " + what);
    };
  }

  private JsonNode addUser(JsonNode body) throws Refused {
    String email = body.get("email").asText();
    if (users.values().stream().anyMatch(user -> user.get("email").asText().equals(email))) {
      throw new Refused("another user has the e-mail address " + email);
    }
    ObjectNode user = add(users, body);
    ObjectNode wallet = JSON.createObjectNode().put("customer", user.get("id").asInt());
    for (String account : List.of("balance", "held", "paid", "deposited")) {
      wallet.set(account, money(new BigDecimal("0.00")));
    }
    wallets.put(user.get("id").asInt(), wallet);
    return user;
  }

  private JsonNode addProduct(JsonNode body) throws Refused {
    if (!categories.containsKey(body.get("category").asInt())) {
      throw new Refused("there is no such category");
    }
    ObjectNode product = add(products, body);
    product.put("discontinued", false);
    prices.put(product.get("id").asInt(), new ArrayList<>(List.of(amount(body))));
    return product;
  }

  private JsonNode changePrice(int id, BigDecimal price) {
    products.get(id).set("price", money(price));
    prices.get(id).add(price);
    return products.get(id);
  }

  private JsonNode place(JsonNode body) throws Refused {
    ObjectNode order = body.deepCopy();
    ArrayNode lines = order.putArray("lines");
    BigDecimal total = BigDecimal.ZERO;
    for (JsonNode line : body.get("lines")) {
      ObjectNode placed = line(line.deepCopy());
      lines.add(placed);
      total = total.add(Money.read(placed.get("amount")));
    }
    order.put("id", "order " + ++lastId).put("status", "PENDING");
    order.set("total", money(total));
    order.set("amountDue", money(total.add(Money.read(body.get("freight")))));
    orders.add(order);
    return order.deepCopy();
  }

  private static boolean isPending(ObjectNode order) {
    return order.get("status").asText().equals("PENDING");
  }

  private void checkOut(ObjectNode order) {
    ObjectNode wallet = wallets.get(order.get("customer").asInt());
    BigDecimal due = Money.read(order.get("amountDue"));
    if (Money.read(wallet.get("balance")).compareTo(due) < 0) {
      order.put("status", "REJECTED").put("reason", "The wallet has less than " + due + ".");
      return;
    }
    move(wallet, "balance", "paid", due);
    order.put("status", "CONFIRMED");
    String id = order.get("id").asText();
    shipments.put(id, JSON.createObjectNode().put("id", id).put("state", "SCHEDULED"));
  }

  private static ObjectNode move(ObjectNode wallet, String from, String to, BigDecimal amount) {
    if (from != null) {
      wallet.set(from, money(Money.read(wallet.get(from)).subtract(amount)));
    }
    return wallet.set(to, money(Money.read(wallet.get(to)).add(amount)));
  }

  private ObjectNode line(ObjectNode line) throws Refused {
    int product = line.get("product").asInt();
    int quantity = line.get("quantity").asInt();
    if (products.get(product).get("discontinued").asBoolean()) {
      throw new Refused("the product is discontinued");
    }
    if (stock.getOrDefault(product, 0) < quantity) {
      throw new Refused("out of stock");
    }
    stock.merge(product, -quantity, Integer::sum);
    BigDecimal price = Money.read(products.get(product).get("price"));
    BigDecimal share = BigDecimal.ONE.subtract(line.get("discount").decimalValue());
    line.set("unitPrice", money(price));
    line.set(
        "amount",
        money(
            price
                .multiply(BigDecimal.valueOf(quantity))
                .multiply(share)
                .setScale(2, RoundingMode.HALF_EVEN)));
    return line;
  }

  private ObjectNode add(Map<Integer, ObjectNode> all, JsonNode body) {
    ObjectNode added = body.deepCopy();
    added.put("id", ++lastId);
    all.put(lastId, added);
    return added;
  }

  private static BigDecimal amount(JsonNode body) {
    return Money.read(body.get("price"));
  }

  JsonNode money(String amount) {
    return money(new BigDecimal(amount));
  }

  private static JsonNode money(BigDecimal amount) {
    return JSON.valueToTree(Money.write(amount));
  }

  private static List<JsonNode> copies(Iterable<ObjectNode> nodes) {
    List<JsonNode> copies = new ArrayList<>();
    nodes.forEach(node -> copies.add(node.deepCopy()));
    return copies;
  }
}
