package dev.cleave.shop.blackbox;

import static dev.cleave.shop.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cleave.shop.server.SharedServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators see of events, through the internal port and through the public one. */
@ArquillianTest
@RunAsClient
class EventOperationsIT {
  private String secret;

  @BeforeEach
  void needTheSecret() {
    secret = SharedServer.setting("cleave.internal.secret");
    Assumptions.assumeTrue(secret != null);
  }

  private HttpResponse<String> get(String path) {
    return Target.send(
        HttpRequest.newBuilder(URI.create(Target.internalUrl() + path))
            .header("Cleave-Secret", secret));
  }

  private HttpResponse<String> post(String path, String body) {
    return Target.send(
        HttpRequest.newBuilder(URI.create(Target.internalUrl() + path))
            .header("Cleave-Secret", secret)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  @Test
  void subscriptions_are_listed() {
    HttpResponse<String> answer = get("/cleave/events");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Target.json(answer).path("subscriptions"))
        .anySatisfy(
            one -> {
              assertThat(one.path("subscription").asText()).isEqualTo("probe.make-thing");
              assertThat(one.path("publisher").asText()).isEqualTo("probe");
              assertThat(one.path("event").asText()).isEqualTo("probe.noted.v1");
              assertThat(one.path("state").asText()).isEqualTo("ACTIVE");
              assertThat(one.path("generation").asInt()).isEqualTo(1);
            });
    assertThat(get("/cleave/events/dead").statusCode()).isEqualTo(200);
  }

  @Test
  void a_replay_says_what_there_is_to_replay() {
    assertProblem(
        post("/cleave/events/replay", "{\"subscription\":\"probe.nothing\"}"),
        404,
        "cleave.no-such-subscription");
    assertProblem(
        post(
            "/cleave/events/replay",
            "{\"subscription\":\"probe.make-thing\","
                + "\"eventId\":\"00000000-0000-0000-0000-000000000000\"}"),
        409,
        "cleave.nothing-parked");
    assertProblem(post("/cleave/events/replay", "{}"), 400, "cleave.invalid-request");
  }

  @Test
  void a_module_without_anything_derived_has_nothing_to_rebuild() {
    assertProblem(post("/cleave/rebuilds/probe", ""), 404, "cleave.nothing-to-rebuild");
    assertProblem(get("/cleave/rebuilds/probe"), 404, "cleave.nothing-to-rebuild");
  }

  @Test
  void on_the_public_port_the_operator_key_is_needed() {
    for (String path : List.of("/cleave/events", "/cleave/events/dead", "/cleave/rebuilds/probe")) {
      assertProblem(Target.get(path), 401, "cleave.operator-key-required");
      assertProblem(
          Target.get(path, "Authorization", "Bearer wrong"), 401, "cleave.operator-key-invalid");
    }
  }

  @Test
  void backlog_and_rate_are_metrics() {
    JsonNode nothing = Target.json(get("/cleave/events"));
    assertThat(nothing).isNotEmpty();
    assertThat(Target.get("/metrics").body())
        .contains("cleave_events_backlog{event=\"probe.noted.v1\"")
        .contains("cleave_events_delivered_total{event=\"probe.noted.v1\"");
  }
}
