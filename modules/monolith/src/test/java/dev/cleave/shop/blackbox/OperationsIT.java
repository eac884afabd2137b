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
import org.junit.jupiter.api.Test;

/** What operators and their tools look at. */
@ArquillianTest
@RunAsClient
class OperationsIT {
  @Test
  void health_is_up_in_every_respect() {
    for (String check : List.of("", "/started", "/ready", "/live")) {
      HttpResponse<String> health = Target.get("/health" + check);
      assertThat(health.statusCode()).as(check).isEqualTo(200);
      assertThat(Target.json(health).path("status").asText()).isEqualTo("UP");
    }
  }

  @Test
  void the_api_is_described_in_json_and_in_yaml() {
    HttpResponse<String> json = Target.get("/openapi", "Accept", "application/json");
    assertThat(json.statusCode()).isEqualTo(200);
    JsonNode document = Target.json(json);
    assertThat(document.path("openapi").asText()).startsWith("3.1");
    assertThat(document.path("paths").path("/api/users/{id}").path("get").path("responses"))
        .isNotEmpty();
    assertThat(document.path("paths").has("/api/stock/reservations")).isFalse();

    HttpResponse<String> yaml = Target.get("/openapi");
    assertThat(yaml.statusCode()).isEqualTo(200);
    assertThat(yaml.headers().firstValue("Content-Type").orElse("")).contains("yaml");
    assertThat(yaml.body()).contains("/api/users/{id}:");
  }

  @Test
  void requests_are_counted() {
    Target.get("/api/users");
    HttpResponse<String> metrics = Target.get("/metrics");

    assertThat(metrics.statusCode()).isEqualTo(200);
    assertThat(metrics.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
    assertThat(metrics.body())
        .contains("# TYPE")
        .contains("cleave_calls_total{module=\"accounts\"}");
  }

  @Test
  void the_internal_port_asks_for_the_secret() {
    Assumptions.assumeTrue(SharedServer.setting("cleave.internal.url") != null);
    for (String path : List.of("/cleave/status", "/cleave/modules/accounts", "/api/users")) {
      assertProblem(internal(path, "X-Nothing", "x"), 401, "cleave.internal-secret-required");
      assertProblem(
          internal(path, "Cleave-Secret", "wrong"), 401, "cleave.internal-secret-required");
    }
    String secret = SharedServer.setting("cleave.internal.secret");
    HttpResponse<String> status = internal("/cleave/status", "Cleave-Secret", secret);
    assertThat(status.statusCode()).isEqualTo(200);
    assertThat(Target.json(status).path("problems")).isEmpty();
    assertThat(internal("/cleave/modules/accounts", "Cleave-Secret", secret).statusCode())
        .isEqualTo(200);
    assertProblem(
        internal("/cleave/modules/nothing", "Cleave-Secret", secret),
        421,
        "cleave.module-not-here");
  }

  private static HttpResponse<String> internal(String path, String... headers) {
    return Target.send(
        HttpRequest.newBuilder(URI.create(Target.internalUrl() + path)).headers(headers));
  }
}
