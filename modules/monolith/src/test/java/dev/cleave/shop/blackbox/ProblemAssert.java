package dev.cleave.shop.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.regex.Pattern;

/** What every refusal must be: an RFC 9457 document that says what to do and gives nothing away. */
final class ProblemAssert {
  private static final Pattern INTERNALS =
      Pattern.compile(
          "\\b(java|jakarta|javax|org|com|dev|io)\\.\\w+|Exception|\\bat \\S+\\(|SQL|jackson"
              + "|(?i:select .* from|insert into|update .* set|delete from|constraint|violates)");

  private ProblemAssert() {}

  static JsonNode assertProblem(HttpResponse<String> response, int status, String code) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type").orElse("none"))
        .startsWith("application/problem+json");
    JsonNode problem = Target.json(response);
    assertThat(problem.path("code").asText()).isEqualTo(code);
    assertThat(problem.path("type").asText()).isEqualTo("urn:problem:" + code);
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("title").asText()).isNotBlank();
    assertThat(problem.path("detail").asText()).hasSizeGreaterThan(15);
    assertThat(INTERNALS.matcher(response.body()).results().map(r -> r.group()))
        .as("nothing of the inside in %s", response.body())
        .isEmpty();
    if (code.equals("cleave.invalid-request") && problem.path("violations").size() > 0) {
      assertThat(problem.path("violations").get(0).path("message").asText()).isNotBlank();
    }
    return problem;
  }
}
