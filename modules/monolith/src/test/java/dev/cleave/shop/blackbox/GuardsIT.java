package dev.cleave.shop.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cleave.shop.server.SharedServer;
import dev.cleave.test.FaultyLink;
import dev.cleave.test.Routes;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The guards around a module that is reached over a network which fails. */
@ArquillianTest
@RunAsClient
class GuardsIT {
  private static final List<String> KEYS =
      List.of(
          "Fallback/enabled",
          "Retry/maxRetries",
          "CircuitBreaker/delay",
          "CircuitBreaker/requestVolumeThreshold",
          "cleave.rate-limit",
          "cleave.rate-limit.ordering",
          "cleave.concurrency-limit");

  private Routes routes;
  private FaultyLink link;

  @BeforeEach
  void goThroughTheLink() throws Exception {
    routes =
        new Routes(
            Path.of(SharedServer.setting("cleave.routes")),
            Target.internalUrl(),
            SharedServer.setting("cleave.internal.secret"));
    link = new FaultyLink(Target.internalUrl().getPort());
    routes.set("ordering", "rest", link.uri());
  }

  @AfterEach
  void goBack() {
    KEYS.forEach(routes::withdraw);
    routes.set("ordering", "local");
    link.close();
  }

  private static HttpResponse<String> orders(int size) {
    return Target.get("/api/orders?customer=1&size=" + size);
  }

  @Test
  void while_a_module_is_away_its_last_answer_stands_in_and_is_marked() {
    HttpResponse<String> genuine = orders(3);
    assertThat(genuine.statusCode()).isEqualTo(200);
    assertThat(genuine.headers().firstValue("Cleave-Fallback")).isEmpty();

    link.cut();
    HttpResponse<String> old = orders(3);
    assertThat(old.statusCode()).isEqualTo(200);
    assertThat(old.body()).isEqualTo(genuine.body());
    assertThat(old.headers().firstValue("Cleave-Fallback"))
        .hasValueSatisfying(v -> assertThat(v).matches("stale; age=\\d+"));

    HttpResponse<String> never = orders(4);
    assertThat(never.statusCode()).isEqualTo(503);
    assertThat(Target.json(never).path("code").asText()).isEqualTo("cleave.module-unavailable");
    assertThat(never.headers().firstValue("Cleave-Fallback")).isEmpty();

    routes.set("ordering", "local");
    assertThat(orders(3).headers().firstValue("Cleave-Fallback")).isEmpty();
  }

  @Test
  void a_breaker_that_has_opened_is_seen_and_closes_when_the_module_is_back() {
    routes.wish(
        Map.of("CircuitBreaker/requestVolumeThreshold", "4", "CircuitBreaker/delay", "1000"));
    link.cut();
    Target.soon(
        () -> {
          HttpResponse<String> refused = orders(900);
          assertThat(refused.statusCode()).isEqualTo(503);
          assertThat(Target.json(refused).path("detail").asText())
              .contains("circuit breaker is open since");
        });
    assertThat(guards().path("breakers").path(0).path("state").asText()).isIn("open", "half-open");
    assertThat(guards().path("lastMinute").path("rejected").asLong()).isPositive();
    assertThat(Target.get("/metrics").body())
        .containsPattern(
            "cleave_guard_breaker_state\\{binding=\"rest\",module=\"ordering\"} [12]\\.0")
        .containsPattern(
            "cleave_guard_calls_total\\{binding=\"rest\",module=\"ordering\",result=\"breaker-open\"} [1-9]");

    routes.set("ordering", "rest", Target.internalUrl());
    assertThat(orders(900).statusCode()).isEqualTo(200);
    assertThat(guards().path("breakers").path(0).path("state").asText()).isEqualTo("closed");
  }

  @Test
  void keys_of_the_guards_take_effect_while_the_process_runs() {
    assertThat(orders(5).statusCode()).isEqualTo(200);
    link.cut();
    Target.soon(() -> assertThat(orders(5).statusCode()).isEqualTo(200));
    routes.wish(Map.of("Fallback/enabled", "false"));
    Target.soon(() -> assertThat(orders(5).statusCode()).isEqualTo(503));

    routes.wish(Map.of("Retry/maxRetries", "many"));
    Target.soon(
        () ->
            assertThat(routes.status().path("problems").toString())
                .contains("Retry/maxRetries = \\\"many\\\": write a number"));
    routes.withdraw("Retry/maxRetries");
    Target.soon(
        () -> assertThat(routes.status().path("problems").toString()).doesNotContain("maxRetries"));
  }

  @Test
  void a_single_fault_of_the_network_is_not_noticed_by_the_caller() {
    assertThat(orders(6).statusCode()).isEqualTo(200);
    link.loseAnswers(9); // the HTTP client and the binding ask again by themselves
    HttpResponse<String> answer = orders(6);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Cleave-Fallback")).isEmpty();
    assertThat(guards().path("lastMinute").path("retries").asLong()).isPositive();
  }

  @Test
  void a_caller_who_asks_too_often_is_told_when_to_come_again() {
    routes.wish(Map.of("cleave.rate-limit.ordering", "3/h"));
    Target.soon(() -> assertThat(orders(7).statusCode()).isEqualTo(429));
    HttpResponse<String> refused = orders(7);
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
        .isBetween(1000L, 1201L);
    assertThat(refused.headers().firstValue("RateLimit-Policy")).hasValue("\"caller\";q=3;w=3600");
    assertThat(Target.json(refused).path("code").asText()).isEqualTo("cleave.rate-limited");
    // other modules, and what tells how the process is, are not concerned
    assertThat(Target.get("/api/products").statusCode()).isEqualTo(200);
    assertThat(Target.get("/metrics").body()).containsPattern("cleave_rate_limited_total [1-9]");

    routes.withdraw("cleave.rate-limit.ordering");
    Target.soon(() -> assertThat(orders(7).statusCode()).isEqualTo(200));
  }

  @Test
  void beyond_the_limit_of_calls_at_once_requests_are_refused_before_their_body_is_read()
      throws Exception {
    routes.wish(Map.of("cleave.concurrency-limit", "1"));
    Target.soon(
        () ->
            assertThat(Target.get("/metrics").body())
                .contains("cleave_concurrency_limit{door=\"outside\"} 1.0"));
    // one call is under way for as long as its body is not there
    try (Socket slow = new Socket("localhost", Target.url().getPort())) {
      slow.getOutputStream()
          .write(
              """
              POST /api/orders HTTP/1.1\r
              Host: localhost\r
              Content-Type: application/json\r
              Content-Length: 100\r
              \r
              {"""
                  .getBytes(StandardCharsets.UTF_8));
      Target.soon(() -> assertThat(orders(8).statusCode()).isEqualTo(503));
      HttpResponse<String> refused = orders(8);
      assertThat(Target.json(refused).path("code").asText()).isEqualTo("cleave.overloaded");
      assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
      assertThat(Target.get("/metrics").statusCode()).isEqualTo(200);
      assertThat(Target.get("/health").statusCode()).isEqualTo(200);
      // operators last
      String operator = "Bearer " + Target.operatorKey();
      assertThat(Target.get("/api/orders?customer=1", "Authorization", operator).statusCode())
          .isEqualTo(200);
    }
    Target.soon(() -> assertThat(orders(8).statusCode()).isEqualTo(200));
  }

  @Test
  void limits_that_are_none_are_problems_and_leave_the_last_ones_in_effect() {
    routes.wish(Map.of("cleave.rate-limit", "often"));
    Target.soon(
        () ->
            assertThat(routes.status().path("problems").toString())
                .contains("cleave.rate-limit = \\\"often\\\": write a number of calls"));
    assertThat(orders(9).statusCode()).isEqualTo(200);
  }

  private JsonNode guards() {
    for (JsonNode each : routes.status().path("guards")) {
      if (each.path("module").asText().equals("ordering")
          && each.path("binding").asText().equals("rest")) {
        return each;
      }
    }
    throw new AssertionError("no guards of ordering: " + routes.status());
  }
}
