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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A shop with the rules that the import relies on: keys are remembered, prices are those of the
 * moment, stock runs out. Gives other ids than the files do. Can lose a command on its way, or its
 * answer on the way back.
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

  private final Map<String, JsonNode> bodies = new HashMap<>();
  private final Map<String, JsonNode> answers = new HashMap<>();
  private final Map<Integer, ObjectNode> users = new TreeMap<>();
  private final Map<Integer, ObjectNode> categories = new TreeMap<>();
  private final Map<Integer, ObjectNode> products = new TreeMap<>();
  private final Map<Integer, List<BigDecimal>> prices = new TreeMap<>();
  private final Map<Integer, Integer> stock = new TreeMap<>();
  private final List<ObjectNode> orders = new ArrayList<>();
  private int lastId = FIRST_ID;
  private int commands;
  private int loseCommand;
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

  synchronized int commands() {
    return commands;
  }

  synchronized int everCreated() {
    return lastId - FIRST_ID;
  }

  Reconciliation importAndReadBack(Northwind data) throws ImportFailed, InterruptedException {
    StepProgress silent = new StepProgress(new PrintWriter(Writer.nullWriter()), false);
    Imported imported = new NorthwindImport(this, data, silent).run();
    return new ReadBack(this, data, imported, silent).run();
  }

  @Override
  public synchronized JsonNode command(
      String method, String path, String key, Map<String, ?> content) throws Refused {
    commands++;
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

  @Override
  public synchronized List<JsonNode> list(String path) {
    String[] parts = path.substring("/api/".length()).split("[/?=]");
    return switch (parts[0]) {
      case "users" -> copies(users.values());
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

  /** Changes something behind the import's back. */
  synchronized void change(Runnable change) {
    change.run();
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
      default -> throw new Refused("there is no " + what);
    };
  }

  private JsonNode addUser(JsonNode body) throws Refused {
    String email = body.get("email").asText();
    if (users.values().stream().anyMatch(user -> user.get("email").asText().equals(email))) {
      throw new Refused("another user has the e-mail address " + email);
    }
    return add(users, body);
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
    order.put("id", "order " + ++lastId).put("status", "CONFIRMED");
    order.set("total", money(total));
    order.set("amountDue", money(total.add(Money.read(body.get("freight")))));
    orders.add(order);
    return order;
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

  private static JsonNode money(BigDecimal amount) {
    return JSON.valueToTree(Money.write(amount));
  }

  private static List<JsonNode> copies(Iterable<ObjectNode> nodes) {
    List<JsonNode> copies = new ArrayList<>();
    nodes.forEach(node -> copies.add(node.deepCopy()));
    return copies;
  }
}
