package dev.cleave.shop.blackbox;

import static dev.cleave.shop.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.Test;

/** The HTTP interface of accounts, to the letter. */
@ArquillianTest
@RunAsClient
class AccountsApiIT {
  private final String email = UUID.randomUUID() + "@example.org";

  @Test
  void a_user_is_created_read_changed_and_deleted() {
    HttpResponse<String> created =
        Target.post("/api/users", "{\"name\":\"Ann\",\"email\":\"%s\"}".formatted(email));
    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(created.headers().firstValue("Content-Type")).contains("application/json");
    int id = Target.json(created).path("id").asInt();
    assertThat(id).isPositive();
    assertThat(created.body()).isEqualTo(user(id, "Ann", "\"" + email + "\""));
    String location = created.headers().firstValue("Location").orElseThrow();
    assertThat(location).isEqualTo(Target.url() + "/api/users/" + id);

    HttpResponse<String> read = Target.get("/api/users/" + id);
    assertThat(read.statusCode()).isEqualTo(200);
    assertThat(read.body()).isEqualTo(created.body());

    HttpResponse<String> changed = Target.put("/api/users/" + id, "{\"name\":\"Zoë 🦊\"}");
    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(Target.json(changed).toString()).isEqualTo(user(id, "Zoë 🦊", "null"));

    HttpResponse<String> deleted =
        Target.send("DELETE", "/api/users/" + id, BodyPublishers.noBody());
    assertThat(deleted.statusCode()).isEqualTo(200);
    assertThat(deleted.body()).isEqualTo("{\"message\":\"User deleted\"}");
    JsonNode gone = assertProblem(Target.get("/api/users/" + id), 404, "accounts.user-not-found");
    assertThat(gone.path("message").asText()).isEqualTo("User not found");
  }

  @Test
  void an_email_belongs_to_one_user() {
    String user = "{\"name\":\"Ann\",\"email\":\"%s\"}".formatted(email);
    assertThat(Target.post("/api/users", user).statusCode()).isEqualTo(201);
    JsonNode problem = assertProblem(Target.post("/api/users", user), 409, "accounts.email-taken");
    assertThat(problem.path("email").asText()).isEqualTo(email);
  }

  @Test
  void unknown_properties_are_passed_over() {
    assertThat(Target.post("/api/users", "{\"name\":\"Ann\",\"later\":{\"x\":[1]}}").statusCode())
        .isEqualTo(201);
  }

  @Test
  void users_come_in_pages_with_links() {
    for (int i = 0; i < 3; i++) {
      Target.post("/api/users", "{\"name\":\"User\"}");
    }
    HttpResponse<String> first = Target.get("/api/users?size=2");
    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(Target.json(first).isArray()).isTrue();
    assertThat(Target.json(first)).hasSize(2);
    assertThat(Target.json(first).get(0).fieldNames())
        .toIterable()
        .containsExactly("id", "name", "email");
    List<String> links = first.headers().allValues("Link");
    assertThat(links).anySatisfy(link -> assertThat(link).contains("rel=\"self\""));
    assertThat(links).anySatisfy(link -> assertThat(link).contains("rel=\"first\""));
    assertThat(links).noneSatisfy(link -> assertThat(link).contains("rel=\"prev\""));
    String next =
        links.stream().filter(link -> link.contains("rel=\"next\"")).findFirst().orElseThrow();
    String path = next.substring(next.indexOf('<') + 1, next.indexOf('>'));
    HttpResponse<String> second = Target.get(path);

    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(second.headers().allValues("Link"))
        .anySatisfy(link -> assertThat(link).contains("rel=\"prev\""));
    assertThat(Target.json(second).get(0).path("id").asInt())
        .isGreaterThan(Target.json(first).get(1).path("id").asInt());
    assertThat(Target.json(Target.get("/api/users"))).hasSizeLessThanOrEqualTo(100);
  }

  private static String user(int id, String name, String email) {
    return "{\"id\":%d,\"name\":\"%s\",\"email\":%s}".formatted(id, name, email);
  }
}
