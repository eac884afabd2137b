package dev.cleave.shop.blackbox;

import static dev.cleave.shop.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cleave.shop.server.BrokerUnderTest;
import dev.cleave.shop.server.SharedServer;
import dev.cleave.test.Routes;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The broker goes and comes back: what needs it is refused or kept, all else works. */
@ArquillianTest
@RunAsClient
class BrokerAwayIT {
  private Routes routes;

  @BeforeEach
  void findRoutes() {
    routes =
        new Routes(
            Path.of(SharedServer.setting("cleave.routes")),
            Target.internalUrl(),
            SharedServer.setting("cleave.internal.secret"));
  }

  @AfterEach
  void goBack() {
    routes.set("accounts", "local");
    routes.set("notifications", "local");
  }

  @Test
  void what_needs_the_broker_waits_or_is_refused_and_all_is_well_when_it_is_back()
      throws IOException {
    routes.set("accounts", "jms");
    routes.set("notifications", "jms");
    BrokerUnderTest.stop();
    String name = "Away " + UUID.randomUUID();
    try {
      Target.soon(() -> assertThat(broker().path("connected").asBoolean()).isFalse());
      assertThat(problems()).contains("The broker at", "away since");
      HttpResponse<String> health = Target.get("/health/ready");
      assertThat(health.statusCode()).as("others would be no better off").isEqualTo(200);
      assertThat(health.body()).contains("awaySince");
      assertThat(Target.get("/api/products").statusCode()).as("not over the broker").isEqualTo(200);
      assertProblem(Target.get("/api/users"), 503, "cleave.module-unavailable");

      routes.set("accounts", "local");
      Target.created("/api/users", user(name));
    } finally {
      BrokerUnderTest.startAgain();
    }
    Target.soon(() -> assertThat(broker().path("connected").asBoolean()).isTrue());
    assertThat(problems()).doesNotContain("away since");
    routes.set("accounts", "jms");
    assertThat(Target.get("/api/users").statusCode()).isEqualTo(200);
    Target.soon(() -> assertThat(backlog("notifications.add-recipient")).isZero());
  }

  private static String user(String name) {
    return "{\"name\":\"%s\"}".formatted(name);
  }

  private JsonNode broker() {
    return routes.status().path("broker");
  }

  private String problems() {
    return routes.status().path("problems").toString();
  }

  private static int backlog(String subscription) {
    JsonNode all =
        Target.json(
            Target.get("/cleave/events", "Authorization", "Bearer " + Target.operatorKey()));
    for (JsonNode each : all.path("subscriptions")) {
      if (each.path("subscription").asText().equals(subscription)) {
        return each.path("backlog").asInt();
      }
    }
    throw new AssertionError("no subscription " + subscription + " in " + all);
  }
}
