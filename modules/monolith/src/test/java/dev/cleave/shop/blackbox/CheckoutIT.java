package dev.cleave.shop.blackbox;

import static dev.cleave.shop.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.Test;

/** An order's way from being accepted to its end, and what operators see of it. */
@ArquillianTest
@RunAsClient
class CheckoutIT {
  private static final String SAGA = "ordering.checkout.v1";
  private final Goods goods = Goods.get();

  @Test
  void an_order_is_answered_at_once_and_its_progress_can_be_followed() {
    HttpResponse<String> placed = Target.post("/api/orders", goods.line(goods.product(), 2, ""));
    JsonNode order = Target.json(placed);

    assertThat(placed.statusCode()).isEqualTo(201);
    assertThat(order.path("status").asText()).isEqualTo("PENDING");
    String id = order.path("id").asText();
    assertThat(Target.orderOnceIt(id, "CONFIRMED").path("reason").isNull()).isTrue();

    JsonNode cancelling = Target.json(Target.post("/api/orders/" + id + "/cancellation", ""));
    assertThat(cancelling.path("status").asText()).isEqualTo("CANCELLING");
    Target.orderOnceIt(id, "CANCELLED");
    assertThat(Target.json(Target.get("/api/stock/" + goods.product())).path("available").asInt())
        .isEqualTo(goods.stock());
  }

  @Test
  void operators_see_sagas_and_nobody_else_does() {
    JsonNode order = Target.json(Target.post("/api/orders", goods.line(goods.product(), 1, "")));
    String id = order.path("id").asText();
    Target.orderOnceIt(id, "CONFIRMED");

    assertProblem(Target.get("/cleave/sagas"), 401, "cleave.operator-key-required");
    JsonNode finished = Target.json(asOperator("/cleave/sagas?state=FINISHED"));
    assertThat(finished.path("counts").path("FINISHED").asInt()).isPositive();
    assertThat(finished.path("sagas").findValuesAsText("id")).contains(id);
    assertThat(finished.path("sagas").size()).isLessThanOrEqualTo(100);
    assertThat(Target.json(asOperator("/cleave/sagas")).path("sagas").findValuesAsText("id"))
        .as("those that have not ended")
        .doesNotContain(id);
    assertProblem(asOperator("/cleave/sagas?state=DONE"), 400, "cleave.invalid-request");

    assertProblem(retry(SAGA, id, ""), 401, "cleave.operator-key-required");
    assertProblem(retry(SAGA, id, Target.operatorKey()), 409, "cleave.saga-not-stuck");
    assertProblem(retry(SAGA, "none", Target.operatorKey()), 404, "cleave.saga-not-found");
    assertProblem(retry("none", id, Target.operatorKey()), 404, "cleave.saga-not-found");

    Target.post("/api/orders/" + id + "/cancellation", "");
    Target.orderOnceIt(id, "CANCELLED");
    assertThat(Target.get("/metrics").body())
        .contains("cleave_sagas{module=\"ordering\",state=\"stuck\"} 0.0")
        .contains("cleave_saga_duration_seconds_count{end=\"finished\",saga=\"" + SAGA + "\"}");
  }

  private static HttpResponse<String> asOperator(String path) {
    return Target.get(path, "Authorization", "Bearer " + Target.operatorKey());
  }

  private static HttpResponse<String> retry(String saga, String id, String key) {
    String path = "/cleave/sagas/%s/%s/retry".formatted(saga, id);
    return key.isEmpty()
        ? Target.post(path, "")
        : Target.post(path, "", "Authorization", "Bearer " + key);
  }
}
