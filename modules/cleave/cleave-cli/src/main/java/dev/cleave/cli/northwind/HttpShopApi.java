package dev.cleave.cli.northwind;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The shop over HTTP. What may pass by itself (no connection, no answer, busy) is tried again under
 * the same idempotency key until {@link Retries} give up.
 */
public final class HttpShopApi implements ShopApi {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /** Longer than the shop's own deadline, so that its answer comes first. */
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(35);

  private static final int PAGE_SIZE = 500;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int CONFLICT = 409;
  private static final Set<Integer> PASSING = Set.of(TOO_MANY_REQUESTS, 502, 503, 504);
  private static final String IN_PROGRESS = "cleave.command-in-progress";
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

  private final HttpClient client;
  private final URI base;
  private final String operatorKey;
  private final Retries retries;
  private final Runnable onRepeat;

  /**
   * The shop at {@code base}, used as its operator.
   *
   * @param base such as {@code http://localhost:9080}, without a path
   * @param onRepeat run whenever a request is about to be tried again
   */
  public HttpShopApi(URI base, String operatorKey, Runnable onRepeat) {
    this(base, operatorKey, onRepeat, Retries.DEFAULT);
  }

  HttpShopApi(URI base, String operatorKey, Runnable onRepeat, Retries retries) {
    this.base = base;
    this.operatorKey = operatorKey;
    this.onRepeat = onRepeat;
    this.retries = retries;
    // HTTP/1.1: no attempt to upgrade a request with a body.
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
  }

  /**
   * Finds out whether the shop is there and knows the operator key, before anything is sent.
   *
   * @throws ImportFailed when not
   */
  public void contact() throws ImportFailed, InterruptedException {
    String path = "/api/products?page=1&size=1";
    try {
      client.send(request("GET", path, null, null), BodyHandlers.discarding());
    } catch (ConnectException | HttpConnectTimeoutException absent) {
      throw new ImportFailed(
          "nothing answers at %s: start the shop with ./cleave up first, or say with --url where it is"
              .formatted(base),
          absent);
    } catch (IOException broken) {
      // Something is there; the attempts below tell more.
    }
    try {
      if (!send("GET", path, null, null).body().isArray()) {
        throw new ImportFailed("what answers at %s is not the shop".formatted(base));
      }
    } catch (Refused refused) {
      throw new ImportFailed("the shop at %s: %s".formatted(base, refused.getMessage()), refused);
    }
  }

  @Override
  public JsonNode command(String method, String path, String key, Map<String, ?> body)
      throws Refused, InterruptedException {
    return send(method, path, key, body).body();
  }

  @Override
  public Optional<JsonNode> find(String path) throws Refused, InterruptedException {
    try {
      return Optional.of(send("GET", path, null, null).body());
    } catch (Refused refused) {
      if (refused.isNotFound()) {
        return Optional.empty();
      }
      throw refused;
    }
  }

  @Override
  public List<JsonNode> list(String path) throws Refused, InterruptedException {
    List<JsonNode> items = new ArrayList<>();
    String separator = path.contains("?") ? "&" : "?";
    for (int page = 1; ; page++) {
      Answer answer =
          send(
              "GET", "%s%spage=%d&size=%d".formatted(path, separator, page, PAGE_SIZE), null, null);
      if (!answer.body().isArray()) {
        throw new Refused("GET %s did not answer with a list".formatted(path));
      }
      answer.body().forEach(items::add);
      if (!answer.hasNext()) {
        return items;
      }
    }
  }

  private record Answer(JsonNode body, boolean hasNext) {}

  private Answer send(String method, String path, String key, Map<String, ?> body)
      throws Refused, InterruptedException {
    HttpRequest request = request(method, path, key, body);
    Retries.Series attempts = retries.begin();
    while (true) {
      String obstacle;
      IOException cause = null;
      try {
        HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
        JsonNode content = parse(response.body());
        if (response.statusCode() / 100 == 2) {
          return new Answer(content, hasNext(response));
        }
        obstacle = problem(response.statusCode(), content);
        if (!isPassing(response.statusCode(), content)) {
          throw new Refused(obstacle, response.statusCode());
        }
      } catch (IOException failure) {
        obstacle = describe(failure);
        cause = failure;
      }
      if (!attempts.pause()) {
        throw new Refused(
            "%s %s: %s; given up after %d attempts in %d s"
                .formatted(
                    method, path, obstacle, attempts.failures(), retries.budget().toSeconds()),
            cause);
      }
      onRepeat.run();
    }
  }

  private HttpRequest request(String method, String path, String key, Map<String, ?> body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(ANSWER_TIMEOUT)
            .header("Accept", "application/json")
            .header("Authorization", "Bearer " + operatorKey)
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json(body)));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    if (key != null) {
      request.header("Idempotency-Key", key);
    }
    return request.build();
  }

  private static String json(Map<String, ?> body) {
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException impossible) {
      throw new IllegalArgumentException(impossible);
    }
  }

  private static JsonNode parse(byte[] body) {
    try {
      return body.length == 0 ? JSON.missingNode() : JSON.readTree(body);
    } catch (IOException notJson) {
      return JSON.missingNode();
    }
  }

  private static boolean hasNext(HttpResponse<?> response) {
    return response.headers().allValues("Link").stream()
        .anyMatch(link -> link.contains("rel=\"next\""));
  }

  private static boolean isPassing(int status, JsonNode problem) {
    return PASSING.contains(status)
        || status == CONFLICT && problem.path("code").asText().equals(IN_PROGRESS);
  }

  /** What a problem document says, in one line. */
  private static String problem(int status, JsonNode problem) {
    String detail = problem.path("detail").asText("");
    String code = problem.path("code").asText("");
    StringBuilder text =
        new StringBuilder(detail.isEmpty() ? "the answer was status " + status : detail);
    for (JsonNode violation : problem.path("violations")) {
      String part = violation.path("field").asText() + " " + violation.path("message").asText();
      if (!detail.contains(violation.path("message").asText())) {
        text.append("; ").append(part);
      }
    }
    if (!code.isEmpty()) {
      text.append(" (").append(status).append(' ').append(code).append(')');
    }
    return BadRow.printable(text.toString());
  }

  private static String describe(IOException failure) {
    if (failure instanceof ConnectException) {
      return "no connection";
    }
    return failure.getMessage() == null
        ? failure.getClass().getSimpleName()
        : BadRow.printable(failure.getMessage());
  }
}
