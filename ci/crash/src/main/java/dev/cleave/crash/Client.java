package dev.cleave.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Sends commands and repeats each under its key until it is answered, however often the shop is
 * killed meanwhile. Safe for use by several threads.
 */
public final class Client {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(15);

  /** From the first attempt: a restart and the 30 s for which an interrupted command rests. */
  private static final Duration PATIENCE = Duration.ofSeconds(300);

  private static final int PAUSE_MILLIS = 100;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final String IN_PROGRESS = "cleave.command-in-progress";

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();
  private final String base;
  private final String operatorKey;
  private final Journal journal;

  /** A client of the shop at {@code base}, with the rights of an operator. */
  public Client(String base, String operatorKey, Journal journal) {
    this.base = base;
    this.operatorKey = operatorKey;
    this.journal = journal;
  }

  /**
   * Sends a command until it is answered.
   *
   * @return the answer, or empty if the shop has refused it or has not answered for long; the
   *     journal tells which
   */
  public Optional<JsonNode> send(Command command) throws IOException, InterruptedException {
    journal.sent(command);
    long end = System.nanoTime() + PATIENCE.toNanos();
    do {
      Optional<HttpResponse<byte[]>> response = attempt(command);
      if (response.isPresent()) {
        int status = response.get().statusCode();
        JsonNode content = parse(response.get().body());
        String code = content.path("code").asText();
        if (status / 100 == 2) {
          journal.answered(command, content);
          return Optional.of(content);
        }
        if (isFinal(status, code)) {
          journal.refused(command, code);
          return Optional.empty();
        }
      }
      Thread.sleep(PAUSE_MILLIS + ThreadLocalRandom.current().nextInt(PAUSE_MILLIS));
    } while (System.nanoTime() < end);
    return Optional.empty();
  }

  private Optional<HttpResponse<byte[]>> attempt(Command command) throws InterruptedException {
    try {
      return Optional.of(http.send(requestOf(command), BodyHandlers.ofByteArray()));
    } catch (IOException broken) {
      return Optional.empty(); // It may have arrived, or not: that is what keys are for.
    }
  }

  /** Reads something, once; empty if that does not work now. */
  public Optional<JsonNode> read(String path) throws InterruptedException {
    try {
      HttpResponse<byte[]> response = http.send(reading(path), BodyHandlers.ofByteArray());
      return response.statusCode() == 200 ? Optional.of(parse(response.body())) : Optional.empty();
    } catch (IOException notNow) {
      return Optional.empty();
    }
  }

  /**
   * Whether a refusal stays one. A server that is just starting answers 404 by itself: without a
   * problem document.
   */
  public static boolean isFinal(int status, String code) {
    return status / 100 == 4
        && status != TOO_MANY_REQUESTS
        && !code.isEmpty()
        && !code.equals(IN_PROGRESS);
  }

  /** The request that carries a command. */
  public HttpRequest requestOf(Command command) {
    return request(command.path())
        .header("Content-Type", "application/json")
        .header("Idempotency-Key", command.key())
        .method(command.method(), BodyPublishers.ofString(command.body().toString()))
        .build();
  }

  /** The request that reads something. */
  public HttpRequest reading(String path) {
    return request(path).GET().build();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(ANSWER_TIMEOUT)
        .header("Accept", "application/json")
        .header("Authorization", "Bearer " + operatorKey);
  }

  /** The content of an answer; missing when it is none. */
  public static JsonNode parse(byte[] body) {
    try {
      return body.length == 0 ? JSON.missingNode() : JSON.readTree(body);
    } catch (IOException notJson) {
      return JSON.missingNode();
    }
  }
}
