package dev.cleave.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Asks one of the hosts of an engine, the others if it is away, for JSON; follows no redirects and
 * reads no more than 4 MB.
 */
final class JsonClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final int MOST_BYTES = 4 << 20;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(TIMEOUT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final URI engine;
  private final List<String> hosts;
  private int current;

  JsonClient(URI engine) {
    this.engine = engine;
    this.hosts = Stream.of(engine.getRawAuthority().split(",")).map(String::strip).toList();
  }

  /** An answer; its body is missing where there is none. */
  record Answer(int status, JsonNode body) {
    boolean isGood() {
      return status >= 200 && status < 300;
    }
  }

  Answer get(String path) throws IOException, InterruptedException {
    return send("GET", path, null);
  }

  /**
   * Sends a request.
   *
   * @throws IOException if no host answers, or the answer is no JSON
   */
  Answer send(String method, String path, JsonNode body) throws IOException, InterruptedException {
    IOException last = null;
    for (int i = 0; i < hosts.size(); i++) {
      try {
        return sendTo(hosts.get(current), method, path, body);
      } catch (IOException e) {
        last = e;
        current = (current + 1) % hosts.size();
      }
    }
    throw last;
  }

  /** As {@link #send}; an answer that is no success is a failure. */
  JsonNode require(String method, String path, JsonNode body)
      throws IOException, InterruptedException {
    Answer answer = send(method, path, body);
    if (!answer.isGood()) {
      throw new IOException(
          "%s answered %d to %s %s".formatted(engine, answer.status(), method, path));
    }
    return answer.body();
  }

  private static void close(InputStream stream) {
    try {
      stream.close();
    } catch (IOException e) {
      System.getLogger(JsonClient.class.getName())
          .log(System.Logger.Level.DEBUG, "an answer was given up: {0}", e.getMessage());
    }
  }

  private Answer sendTo(String host, String method, String path, JsonNode body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + host + path))
            .timeout(TIMEOUT)
            .header("Accept", "application/json")
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build();
    try {
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream stream = response.body()) {
        // the time-out of the request ends with the headers: a body that never comes ends here
        CompletableFuture.delayedExecutor(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
            .execute(() -> close(stream));
        byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
          throw new IOException("%s answers with more than %d bytes".formatted(engine, MOST_BYTES));
        }
        boolean isGood = response.statusCode() / 100 == 2;
        return new Answer(
            response.statusCode(),
            bytes.length == 0 || !isGood ? MissingNode.getInstance() : JSON.readTree(bytes));
      }
    } catch (java.net.ConnectException e) {
      throw new IOException("nothing answers at " + host, e);
    }
  }
}
