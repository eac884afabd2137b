package dev.cleave.shop.blackbox;

import static dev.cleave.shop.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever is sent, the answer says what was wrong, and no row has changed. */
@ArquillianTest
@RunAsClient
class BadInputIT {
  private static final String INVALID = "cleave.invalid-request";
  private static final int UNKNOWN = Integer.MAX_VALUE;
  private static final String SURROGATE = "\\ud83e";

  private Goods goods;
  private Optional<Rows> before;

  @BeforeEach
  void remember() {
    goods = Goods.get();
    before = Rows.now();
  }

  @AfterEach
  void nothing_has_changed() {
    assertThat(Rows.now()).isEqualTo(before);
  }

  @Test
  void malformed_json() {
    for (String body :
        List.of(
            "{\"name\":",
            "{name:1}",
            "{'name':'x'}",
            "{\"name\":\"x\"} trailing",
            "{\"name\":\"x\"}{\"name\":\"y\"}",
            "{\"name\":\"x\",\"name\":\"y\"}",
            "{\"name\":\"x\",}",
            "{\"name\":\"x\u0000\"}",
            "{\"name\":\"\u0001\"}",
            "{\"name\":NaN}",
            "/* comment */ {\"name\":\"x\"}",
            "[".repeat(100_000),
            "{\"a\":".repeat(5_000),
            "[".repeat(200) + "]".repeat(200),
            "{\"x\":" + "[".repeat(200) + "]".repeat(200) + ",\"name\":\"x\"}",
            "\ufeff")) {
      assertProblem(Target.post("/api/users", body), 400, INVALID);
    }
  }

  @Test
  void json_that_is_no_user() {
    for (String body :
        List.of("", " ", "null", "[]", "5", "\"x\"", "true", "{}", "[{\"name\":\"x\"}]")) {
      assertProblem(Target.post("/api/users", body), 400, INVALID);
      assertProblem(Target.put("/api/users/" + goods.customer(), body), 400, INVALID);
    }
  }

  @Test
  void values_of_the_wrong_type() {
    for (String value : List.of("5", "true", "[]", "{}", "[\"x\"]", "1.5")) {
      assertProblem(Target.post("/api/users", "{\"name\":%s}".formatted(value)), 400, INVALID);
      assertProblem(
          Target.post("/api/users", "{\"name\":\"x\",\"email\":%s}".formatted(value)),
          400,
          INVALID);
    }
    for (String quantity :
        List.of("\"5\"", "1.5", "true", "[]", "{}", "null", "1e400", "2147483648")) {
      assertProblem(order(goods.line(goods.product(), quantity, "")), 400, INVALID);
    }
  }

  @Test
  void missing_blank_and_oversized_fields() {
    for (String body :
        List.of(
            "{\"email\":\"a@b.org\"}",
            "{\"name\":null}",
            "{\"name\":\"\"}",
            "{\"name\":\"   \"}",
            "{\"name\":\"%s\"}".formatted("x".repeat(201)),
            "{\"name\":\"two\\nlines\"}",
            "{\"name\":\"nul \\u0000\"}",
            "{\"name\":\"half " + SURROGATE + "\"}",
            "{\"name\":\"x\",\"email\":\"\"}",
            "{\"name\":\"x\",\"email\":\"nobody\"}",
            "{\"name\":\"x\",\"email\":\"a b@c.org\"}",
            "{\"name\":\"x\",\"email\":\"%s@b.org\"}".formatted("x".repeat(255)))) {
      JsonNode problem = assertProblem(Target.post("/api/users", body), 400, INVALID);
      assertThat(problem.path("violations")).as(body).isNotEmpty();
    }
  }

  @Test
  void unknown_ids_and_texts_that_are_no_ids() {
    for (String id : List.of("" + UNKNOWN, "0", "-1")) {
      JsonNode problem =
          assertProblem(Target.get("/api/users/" + id), 404, "accounts.user-not-found");
      assertThat(problem.path("message").asText()).isEqualTo("User not found");
      assertProblem(
          Target.put("/api/users/" + id, "{\"name\":\"x\"}"), 404, "accounts.user-not-found");
      assertProblem(
          Target.send("DELETE", "/api/users/" + id, BodyPublishers.noBody()),
          404,
          "accounts.user-not-found");
    }
    for (String id : List.of("abc", "1.5", "99999999999", "%20", "1%00", "null", "'--")) {
      assertThat(Target.get("/api/users/" + id).statusCode()).as(id).isIn(400, 404);
    }
    assertProblem(Target.get("/api/users/abc"), 404, "cleave.no-such-resource");
    assertProblem(Target.get("/api/products/" + UNKNOWN), 404, "catalog.product-not-found");
    assertProblem(Target.get("/api/stock/" + UNKNOWN), 404, "inventory.not-stocked");
    assertProblem(Target.get("/api/orders/" + UUID.randomUUID()), 404, "ordering.order-not-found");
    assertProblem(Target.get("/api/orders/not-a-uuid"), 404, "cleave.no-such-resource");
    assertProblem(Target.get("/api/nothing"), 404, "cleave.no-such-resource");
    assertProblem(Target.get("/"), 404, "cleave.no-such-resource");
  }

  @Test
  void query_parameters_out_of_range() {
    for (String query :
        List.of(
            "page=0", "page=-1", "page=x", "size=0", "size=1001", "size=99999999999", "page=1.5")) {
      assertProblem(Target.get("/api/users?" + query), 400, INVALID);
    }
    assertProblem(Target.get("/api/orders"), 400, INVALID);
    assertProblem(Target.get("/api/orders?customer=x"), 400, INVALID);
  }

  @Test
  void orders_that_make_no_sense() {
    for (Object quantity : List.of(0, -1, 100_001)) {
      assertProblem(order(goods.line(goods.product(), quantity, "")), 400, INVALID);
    }
    String line = "{\"product\":%d,\"quantity\":1}".formatted(goods.product());
    String many =
        IntStream.range(0, 501)
            .mapToObj(i -> "{\"product\":%d,\"quantity\":1}".formatted(1_000_000 + i))
            .collect(Collectors.joining(",", "[", "]"));
    for (String lines :
        List.of("[]", "null", "[null]", "[{}]", "[%s,%s]".formatted(line, line), many)) {
      assertProblem(order(goods.order(lines)), 400, INVALID);
    }
    assertProblem(order("{\"lines\":[%s]}".formatted(line)), 400, INVALID);
    assertProblem(order("{\"customer\":null,\"lines\":[%s]}".formatted(line)), 400, INVALID);
  }

  @Test
  void orders_that_cannot_be_filled() {
    assertProblem(order(goods.line(UNKNOWN, 1, "")), 422, "ordering.unknown-product");
    assertProblem(order(goods.line(-1, 1, "")), 422, "ordering.unknown-product");
    assertProblem(
        order(
            "{\"customer\":%d,\"lines\":[{\"product\":%d,\"quantity\":1}]}"
                .formatted(UNKNOWN, goods.product())),
        422,
        "ordering.unknown-customer");
    assertProblem(
        order(goods.line(goods.discontinued(), 1, "")), 409, "ordering.product-discontinued");
    JsonNode problem =
        assertProblem(
            order(goods.line(goods.product(), goods.stock() + 1, "")),
            409,
            "ordering.out-of-stock");
    assertThat(problem.path("requested").asInt()).isEqualTo(goods.stock() + 1);
    assertThat(problem.path("available").asInt()).isEqualTo(goods.stock());
    assertProblem(order(goods.line(goods.unstocked(), 1, "")), 409, "ordering.out-of-stock");
  }

  @Test
  void what_only_operators_may_ask_for() {
    JsonNode problem =
        assertProblem(
            order(goods.line(goods.product(), 1, ",\"discount\":0.1")),
            403,
            "ordering.operator-only");
    assertThat(problem.path("field").asText()).contains("discount");
    for (String discount : List.of("1", "-0.1", "0.12345", "\"0.1\"")) {
      assertProblem(
          asOperator("/api/orders", goods.line(goods.product(), 1, ",\"discount\":" + discount)),
          400,
          INVALID);
    }
    for (String price :
        List.of(
            "{\"amount\":0,\"currency\":\"USD\"}",
            "{\"amount\":-1,\"currency\":\"USD\"}",
            "{\"amount\":1.005,\"currency\":\"USD\"}",
            "{\"amount\":1,\"currency\":\"EUR\"}",
            "{\"amount\":1,\"currency\":\"usd\"}",
            "{\"amount\":1e999999999,\"currency\":\"USD\"}",
            "{\"amount\":\"1\",\"currency\":\"USD\"}",
            "{\"amount\":1}",
            "12.50",
            "null")) {
      HttpResponse<String> response =
          Target.put(
              "/api/products/" + goods.product() + "/price",
              "{\"price\":%s}".formatted(price),
              "Authorization",
              "Bearer " + Target.operatorKey());
      assertProblem(response, 400, INVALID);
    }
    for (String quantity : List.of("0", "-1", "1000001")) {
      assertProblem(
          asOperator(
              "/api/stock/" + goods.product() + "/receipts",
              "{\"quantity\":%s}".formatted(quantity)),
          400,
          INVALID);
    }
  }

  @Test
  void a_wrong_or_missing_operator_key() {
    String product = "{\"name\":\"x\"}";
    for (String authorization :
        List.of(
            "Bearer wrong",
            "Bearer",
            "Bearer ",
            "Basic b3BlcmF0b3I6eA==",
            "wrong",
            Target.operatorKey())) {
      HttpResponse<String> refused =
          Target.post("/api/categories", product, "Authorization", authorization);
      assertProblem(refused, 401, "cleave.operator-key-invalid");
      assertThat(refused.headers().firstValue("WWW-Authenticate")).isPresent();
      assertProblem(
          Target.get("/api/users", "Authorization", authorization),
          401,
          "cleave.operator-key-invalid");
    }
    HttpResponse<String> missing = Target.post("/api/categories", product);
    assertProblem(missing, 401, "cleave.operator-key-required");
    assertThat(missing.headers().firstValue("WWW-Authenticate")).isPresent();
    assertProblem(
        Target.get("/api/users/" + goods.customer() + "/address"),
        401,
        "cleave.operator-key-required");
  }

  @Test
  void internal_paths_from_outside_do_not_exist_whatever_is_claimed() {
    String reserve =
        """
        {"id":"%s","lines":[{"product":%d,"quantity":1}],"expiresInSeconds":60}"""
            .formatted(UUID.randomUUID(), goods.product());
    List<String[]> claims = new ArrayList<>();
    claims.add(new String[] {"X-Nothing", "x"});
    claims.add(new String[] {"Cleave-Secret", "guessed"});
    claims.add(new String[] {"Cleave-Caller", "OPERATOR:operator"});
    claims.add(new String[] {"Authorization", "Bearer " + Target.operatorKey()});
    String secret = dev.cleave.shop.server.SharedServer.setting("cleave.internal.secret");
    if (secret != null) {
      claims.add(new String[] {"Cleave-Secret", secret, "Cleave-Caller", "SYSTEM:system"});
    }
    for (String[] claim : claims) {
      assertProblem(
          Target.post("/api/stock/reservations", reserve, claim), 404, "cleave.no-such-resource");
      assertProblem(
          Target.get("/api/products/quotes?id=" + goods.product(), claim),
          404,
          "cleave.no-such-resource");
      assertProblem(Target.get("/cleave/status", claim), 404, "cleave.no-such-resource");
      assertProblem(Target.get("/cleave/modules/accounts", claim), 404, "cleave.no-such-resource");
    }
    assertProblem(
        Target.post("/api/categories", "{\"name\":\"x\"}", "Cleave-Caller", "OPERATOR:operator"),
        401,
        "cleave.operator-key-required");
  }

  @Test
  void a_body_of_more_than_a_mebibyte() {
    String body = "{\"name\":\"%s\"}".formatted("x".repeat(1024 * 1024));
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    for (String path : List.of("/api/users", "/api/orders")) {
      assertProblem(Target.post(path, body), 413, "cleave.body-too-large");
      assertProblem(
          Target.send(
              "POST",
              path,
              BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)),
              "Content-Type",
              "application/json"),
          413,
          "cleave.body-too-large");
    }
  }

  @Test
  void media_types_that_are_not_served() {
    String user = "{\"name\":\"x\"}";
    for (String type :
        List.of(
            "text/plain",
            "application/xml",
            "application/x-www-form-urlencoded",
            "text/json",
            "*/*")) {
      assertProblem(
          Target.send("POST", "/api/users", BodyPublishers.ofString(user), "Content-Type", type),
          415,
          "cleave.unsupported-media-type");
    }
    assertProblem(
        Target.send("POST", "/api/users", BodyPublishers.ofString(user)),
        415,
        "cleave.unsupported-media-type");
    for (String type : List.of("application/xml", "text/html", "image/png")) {
      assertProblem(Target.get("/api/users", "Accept", type), 406, "cleave.not-acceptable");
    }
  }

  @Test
  void malformed_headers() {
    for (String header : List.of("abc", "-1", "1.5", "", "99999999999999999999")) {
      assertProblem(Target.get("/api/users", "Cleave-Timeout-Ms", header), 400, INVALID);
    }
    String user = "{\"name\":\"x\"}";
    for (String key : List.of("", "   ", "k".repeat(201))) {
      assertProblem(Target.post("/api/users", user, "Idempotency-Key", key), 400, INVALID);
    }
    for (String trace : List.of("", "garbage", "00-0-0-0", "x".repeat(5_000))) {
      assertThat(Target.get("/api/users", "traceparent", trace).statusCode()).isEqualTo(200);
    }
    for (String type : List.of("garbage", "application/", ";", "")) {
      HttpResponse<String> response =
          Target.send("POST", "/api/users", BodyPublishers.ofString(user), "Content-Type", type);
      assertThat(response.statusCode()).as(type).isIn(400, 415);
      assertThat(response.headers().firstValue("Content-Type").orElse("none"))
          .as(type)
          .startsWith("application/problem+json");
    }
    for (String accept : List.of("garbage", "application/", "application/json;q=x")) {
      assertThat(Target.get("/api/users", "Accept", accept).statusCode())
          .as(accept)
          .isIn(200, 400, 406);
    }
  }

  @Test
  void a_deadline_that_has_passed() {
    assertProblem(
        Target.post("/api/users", "{\"name\":\"x\"}", "Cleave-Timeout-Ms", "0"),
        504,
        "cleave.deadline-exceeded");
    assertProblem(
        Target.get("/api/users", "Cleave-Timeout-Ms", "0"), 504, "cleave.deadline-exceeded");
  }

  @Test
  void methods_that_a_resource_does_not_have() {
    for (String method : List.of("DELETE", "PUT", "PATCH")) {
      HttpResponse<String> refused = Target.send(method, "/api/users", BodyPublishers.noBody());
      assertProblem(refused, 405, "cleave.method-not-allowed");
      assertThat(refused.headers().firstValue("Allow").orElse("")).contains("GET", "POST");
    }
    assertProblem(
        Target.send("POST", "/api/users/1", BodyPublishers.noBody()),
        405,
        "cleave.method-not-allowed");
  }

  @Test
  void head_and_options_tell_and_change_nothing() {
    HttpResponse<String> head = Target.send("HEAD", "/api/users", BodyPublishers.noBody());
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    HttpResponse<String> unknown =
        Target.send("HEAD", "/api/users/" + UNKNOWN, BodyPublishers.noBody());
    assertThat(unknown.statusCode()).isEqualTo(404);
    HttpResponse<String> options = Target.send("OPTIONS", "/api/users", BodyPublishers.noBody());
    assertThat(options.statusCode()).isBetween(200, 204);
    assertThat(options.headers().firstValue("Allow").orElse("")).contains("GET", "POST");
  }

  private HttpResponse<String> order(String json) {
    return Target.post("/api/orders", json);
  }

  private static HttpResponse<String> asOperator(String path, String json) {
    return Target.post(path, json, "Authorization", "Bearer " + Target.operatorKey());
  }
}
