package dev.cleave.cli.northwind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpShopApiTest {

  private static final String KEY = "northwind/user/ALFKI";
  private static final Retries QUICK =
      new Retries(Duration.ofSeconds(20), Duration.ofMillis(1), Duration.ofMillis(5));
  private static final Retries IMPATIENT =
      new Retries(Duration.ofMillis(30), Duration.ofMillis(1), Duration.ofMillis(5));

  @FunctionalInterface
  private interface Reply {
    void to(HttpExchange exchange) throws IOException;
  }

  private final Deque<Reply> replies = new ArrayDeque<>();
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger repeats = new AtomicInteger();
  private HttpServer server;
  private URI base;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    base = URI.create("http://localhost:" + server.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void a_command_carries_its_key_the_operator_key_and_its_body() throws Exception {
    replies.add(json(201, "{\"id\":7}"));

    JsonNode answer = send(QUICK);

    assertThat(answer.path("id").asInt()).isEqualTo(7);
    assertThat(requests)
        .containsExactly(
            "POST /api/users Bearer secret " + KEY + " application/json {\"name\":\"Zoë\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "503 {}",
        "504 {\"code\":\"cleave.deadline-exceeded\"}",
        "409 {\"code\":\"cleave.command-in-progress\"}",
        "502 <html>"
      })
  void what_may_pass_is_tried_again_with_the_same_key(String passing) throws Exception {
    Reply reply = json(Integer.parseInt(passing.substring(0, 3)), passing.substring(4));
    replies.add(reply);
    replies.add(reply);
    replies.add(json(201, "{\"id\":7}"));

    assertThat(send(QUICK).path("id").asInt()).isEqualTo(7);
    assertThat(requests).hasSize(3).containsOnly(requests.get(0));
    assertThat(repeats).hasValue(2);
  }

  @Test
  void a_connection_that_breaks_is_tried_again_with_the_same_key() throws Exception {
    replies.add(HttpExchange::close);
    replies.add(json(201, "{\"id\":7}"));

    assertThat(send(QUICK).path("id").asInt()).isEqualTo(7);
    assertThat(requests).hasSizeGreaterThanOrEqualTo(2).containsOnly(requests.get(0));
  }

  @Test
  void trying_again_ends_after_a_while_with_the_last_reason() {
    server.stop(0);

    assertThatThrownBy(() -> send(IMPATIENT))
        .isInstanceOf(Refused.class)
        .hasMessageMatching("POST /api/users: no connection; given up after \\d+ attempts in 0 s");
  }

  @Test
  void a_refusal_is_not_tried_again_and_says_what_the_problem_document_says() {
    replies.add(
        json(
            409,
            "{\"code\":\"accounts.email-taken\",\"detail\":\"Another user has this e-mail"
                + " address.\"}"));

    assertThatThrownBy(() -> send(QUICK))
        .isInstanceOf(Refused.class)
        .hasMessage("Another user has this e-mail address. (409 accounts.email-taken)");
    assertThat(requests).hasSize(1);
  }

  @Test
  void violations_are_named_unless_the_detail_does_so() {
    replies.add(
        json(
            400,
            "{\"code\":\"cleave.invalid-request\",\"detail\":\"The request is invalid.\","
                + "\"violations\":[{\"field\":\"user.name\",\"message\":\"must not be blank\"}]}"));

    assertThatThrownBy(() -> send(QUICK))
        .hasMessage(
            "The request is invalid.; user.name must not be blank (400 cleave.invalid-request)");
  }

  @Test
  void a_refusal_without_a_problem_document_gives_its_status() {
    replies.add(json(302, "<html>"));

    assertThatThrownBy(() -> send(QUICK)).hasMessage("the answer was status 302");
  }

  @Test
  void a_list_is_read_to_its_last_page() throws Exception {
    replies.add(page("[1,2]", "</api/orders?page=2>; rel=\"next\""));
    replies.add(page("[3]", "</api/orders?page=1>; rel=\"prev\""));

    assertThat(shop(QUICK).list("/api/orders?customer=1"))
        .extracting(JsonNode::asInt)
        .containsExactly(1, 2, 3);
    assertThat(requests)
        .extracting(request -> request.split(" ")[1])
        .containsExactly(
            "/api/orders?customer=1&page=1&size=500", "/api/orders?customer=1&page=2&size=500");
  }

  @Test
  void amounts_keep_every_digit() throws Exception {
    replies.add(page("[{\"amount\":123456789012345.10}]", ""));

    assertThat(shop(QUICK).list("/api/orders").get(0).path("amount").decimalValue())
        .hasToString("123456789012345.10");
  }

  @Test
  void where_nothing_answers_it_says_how_to_start_the_shop_at_once() {
    server.stop(0);

    assertThatThrownBy(() -> shop(QUICK).contact())
        .isInstanceOf(ImportFailed.class)
        .hasMessageStartingWith(
            "nothing answers at " + base + ": start the shop with ./cleave up first");
  }

  @Test
  void a_wrong_operator_key_is_told_before_anything_is_sent() {
    Reply refusal =
        json(401, "{\"code\":\"cleave.operator-key-invalid\",\"detail\":\"Wrong operator key.\"}");
    replies.add(refusal);
    replies.add(refusal);

    assertThatThrownBy(() -> shop(QUICK).contact())
        .hasMessage(
            "the shop at " + base + ": Wrong operator key. (401 cleave.operator-key-invalid)");
    assertThat(requests).allMatch(request -> request.startsWith("GET "));
  }

  @Test
  void something_else_that_answers_is_told_from_the_shop() {
    replies.add(json(200, "<html>"));
    replies.add(json(200, "<html>"));

    assertThatThrownBy(() -> shop(QUICK).contact())
        .hasMessage("what answers at " + base + " is not the shop");
  }

  private JsonNode send(Retries retries) throws Refused, InterruptedException {
    return shop(retries).command("POST", "/api/users", KEY, Map.of("name", "Zoë"));
  }

  private HttpShopApi shop(Retries retries) {
    return new HttpShopApi(base, "secret", repeats::incrementAndGet, retries);
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.add(
        String.join(
            " ",
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            exchange.getRequestHeaders().getFirst("Authorization"),
            exchange.getRequestHeaders().getFirst("Idempotency-Key"),
            exchange.getRequestHeaders().getFirst("Content-Type"),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    replies.remove().to(exchange);
  }

  private static Reply json(int status, String body) {
    return exchange -> reply(exchange, status, body);
  }

  private static Reply page(String body, String link) {
    return exchange -> {
      exchange.getResponseHeaders().add("Link", link);
      reply(exchange, 200, body);
    };
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, content.length);
    exchange.getResponseBody().write(content);
    exchange.close();
  }
}
