package dev.cleave.shop.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cleave.shop.server.SharedServer;
import dev.cleave.test.Routes;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reads that are asked over a second way too, whose answers are compared. */
@ArquillianTest
@RunAsClient
class ParallelRunIT {
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
  }

  @Test
  void both_ways_to_the_same_module_answer_the_same_and_commands_go_one_way() {
    routes.set("accounts", "local, shadow rest");
    String name = "Parallel " + UUID.randomUUID();
    JsonNode user = Target.created("/api/users", "{\"name\":\"%s\"}".formatted(name));
    for (int i = 0; i < 10; i++) {
      assertThat(Target.get("/api/users").statusCode()).isEqualTo(200);
      assertThat(Target.get("/api/users/" + user.path("id").asText()).statusCode()).isEqualTo(200);
      assertThat(Target.get("/api/users/999999999").statusCode()).isEqualTo(404);
    }

    Target.soon(() -> assertThat(sum(found(), "compared") + sum(found(), "dropped")).isEqualTo(30));
    JsonNode found = found();
    assertThat(sum(found, "compared")).isPositive();
    assertThat(sum(found, "equal")).as(found.toString()).isEqualTo(sum(found, "compared"));
    assertThat(sum(found, "failed")).as(found.toString()).isZero();
    assertThat(found.path("methods").toString()).doesNotContain("create");
  }

  @Test
  void what_was_read_is_shown_on_the_internal_port_only() {
    String operator = "Bearer " + Target.operatorKey();
    assertThat(Target.get("/cleave/diffs", "Authorization", operator).statusCode()).isEqualTo(404);
    assertThat(internal("no secret").statusCode()).isEqualTo(401);
    assertThat(internal(SharedServer.setting("cleave.internal.secret")).statusCode())
        .isEqualTo(200);
  }

  private static JsonNode found() {
    return Target.json(internal(SharedServer.setting("cleave.internal.secret")))
        .path("modules")
        .path(0);
  }

  private static long sum(JsonNode module, String figure) {
    long sum = 0;
    for (JsonNode method : module.path("methods")) {
      sum += method.path(figure).asLong();
    }
    return sum;
  }

  private static HttpResponse<String> internal(String secret) {
    URI diffs = URI.create(Target.internalUrl() + "/cleave/diffs?module=accounts");
    return Target.send(HttpRequest.newBuilder(diffs).header("Cleave-Secret", secret));
  }
}
