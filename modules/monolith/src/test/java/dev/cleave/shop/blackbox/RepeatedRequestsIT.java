package dev.cleave.shop.blackbox;

import static dev.cleave.shop.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.Test;

@ArquillianTest
@RunAsClient
class RepeatedRequestsIT {
  private final String key = UUID.randomUUID().toString();

  @Test
  void a_repeated_request_gets_the_answer_of_the_first() {
    HttpResponse<String> first = create("Once");
    HttpResponse<String> second = create("Once");

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(second.statusCode()).isEqualTo(201);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.headers().firstValue("Location"))
        .isEqualTo(first.headers().firstValue("Location"))
        .isPresent();
  }

  @Test
  void another_request_under_the_same_key_is_refused() {
    create("One");
    assertProblem(create("Another"), 409, "cleave.idempotency-key-reused");
  }

  @Test
  void a_repeated_order_is_one_order() {
    Goods goods = Goods.get();
    String order = goods.line(goods.product(), 1, "");
    HttpResponse<String> first = Target.post("/api/orders", order, "Idempotency-Key", key);
    HttpResponse<String> second = Target.post("/api/orders", order, "Idempotency-Key", key);
    String id = Target.json(first).path("id").asText();

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(Target.json(first).path("status").asText()).isEqualTo("PENDING");
    assertThat(second.body()).isEqualTo(first.body());
    Target.orderOnceIt(id, "CONFIRMED");
    assertThat(Target.post("/api/orders", order, "Idempotency-Key", key).body())
        .as("as first answered, also later")
        .isEqualTo(first.body());
    assertProblem(
        Target.post("/api/orders", goods.line(goods.product(), 2, ""), "Idempotency-Key", key),
        409,
        "cleave.idempotency-key-reused");
    assertThat(Target.post("/api/orders/" + id + "/cancellation", "").statusCode()).isEqualTo(200);
    Target.orderOnceIt(id, "CANCELLED");
  }

  private HttpResponse<String> create(String name) {
    return Target.post("/api/users", "{\"name\":\"" + name + "\"}", "Idempotency-Key", key);
  }
}
