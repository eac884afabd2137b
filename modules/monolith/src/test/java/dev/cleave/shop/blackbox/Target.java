package dev.cleave.shop.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cleave.shop.server.SharedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/** What the tests send requests to, and how. */
final class Target {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Target() {}

  static URI url() {
    return URI.create(SharedServer.setting("cleave.url"));
  }

  static URI internalUrl() {
    return URI.create(SharedServer.setting("cleave.internal.url"));
  }

  static String operatorKey() {
    return SharedServer.setting("cleave.operator.key");
  }

  /** A request to the public port that accepts JSON; headers are names and values in turn. */
  static HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url() + path)).timeout(Duration.ofSeconds(60));
    return headers.length == 0 ? request : request.headers(headers);
  }

  static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError("no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static HttpResponse<String> get(String path, String... headers) {
    return send(request(path, headers).GET());
  }

  static HttpResponse<String> post(String path, String json, String... headers) {
    return send(withJson(path, headers).POST(BodyPublishers.ofString(json)));
  }

  static HttpResponse<String> put(String path, String json, String... headers) {
    return send(withJson(path, headers).PUT(BodyPublishers.ofString(json)));
  }

  static HttpResponse<String> send(
      String method, String path, BodyPublisher body, String... headers) {
    return send(request(path, headers).method(method, body));
  }

  private static HttpRequest.Builder withJson(String path, String... headers) {
    return request(path, headers).header("Content-Type", "application/json");
  }

  /** Posts as operator what must succeed. */
  static JsonNode created(String path, String json) {
    HttpResponse<String> response = post(path, json, "Authorization", "Bearer " + operatorKey());
    if (response.statusCode() >= 300) {
      throw new AssertionError(
          path + " answered " + response.statusCode() + ": " + response.body());
    }
    return json(response);
  }

  /** What other modules do with something is done a moment later. */
  static void soon(ThrowingRunnable claim) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(claim);
  }

  /** The order as it is once it has that status. */
  static JsonNode orderOnceIt(String id, String status) {
    String path = "/api/orders/" + id;
    soon(() -> assertThat(json(get(path)).path("status").asText()).isEqualTo(status));
    return json(get(path));
  }

  static JsonNode json(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new AssertionError("no JSON: " + response.body(), e);
    }
  }
}
