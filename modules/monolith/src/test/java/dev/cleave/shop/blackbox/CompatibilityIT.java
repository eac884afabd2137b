package dev.cleave.shop.blackbox;

import static dev.cleave.shop.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cleave.shop.server.SharedServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a process of a later or an earlier version of a contract may send on the internal port. */
@ArquillianTest
@RunAsClient
class CompatibilityIT {
  private static final String LATER =
      """
      {"text":"t","number":1,"big":2,"flag":true,"decimal":12.50,
       "instant":"2026-03-29T03:59:59.123456789+02:00","date":"2024-02-29",
       "uuid":"123e4567-e89b-12d3-a456-426614174000","colour":"ULTRAVIOLET","id":7,
       "shape":{"type":"square","side":1,"colour":"INFRARED","corners":4},
       "tree":{"text":"root","children":[],"age":5},"texts":[],"decimals":[1.10],"shapes":[],
       "note":null,"until":null,"addedLater":{"deep":[1,{"x":null}]}}""";

  private static final String EARLIER =
      """
      {"text":"t","number":1,"big":2,"flag":true}""";

  @BeforeEach
  void needsTheProbe() {
    Assumptions.assumeTrue(System.getProperty("cleave.url") == null);
  }

  @Test
  void unknown_properties_are_passed_over_and_unknown_constants_read_as_unknown() {
    HttpResponse<String> response = echo(LATER);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    JsonNode echoed = Target.json(response);

    assertThat(echoed.has("addedLater")).isFalse();
    assertThat(echoed.path("colour").asText()).isEqualTo("UNKNOWN");
    assertThat(echoed.path("shape").path("colour").asText()).isEqualTo("UNKNOWN");
    assertThat(echoed.path("shape").path("type").asText()).isEqualTo("square");
    assertThat(echoed.path("instant").asText()).isEqualTo("2026-03-29T01:59:59.123456Z");
    assertThat(response.body()).contains("\"decimal\":12.50", "\"decimals\":[1.10]");
  }

  @Test
  void properties_that_are_missing_read_as_absent_or_empty() {
    JsonNode echoed = Target.json(echo(EARLIER));

    assertThat(echoed.path("texts").isArray()).isTrue();
    assertThat(echoed.path("texts")).isEmpty();
    assertThat(echoed.path("note").isNull()).isTrue();
    assertThat(echoed.path("shape").isNull()).isTrue();
  }

  @Test
  void a_variant_added_later_is_refused() {
    String variant = LATER.replace("\"type\":\"square\"", "\"type\":\"triangle\"");
    assertProblem(echo(variant), 400, "cleave.invalid-request");
  }

  private static HttpResponse<String> echo(String json) {
    return Target.send(
        HttpRequest.newBuilder(URI.create(Target.internalUrl() + "/api/probe/echo"))
            .header("Cleave-Secret", SharedServer.setting("cleave.internal.secret"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }
}
