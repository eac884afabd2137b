package dev.cleave.cli.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Requests to processes on this machine. */
public final class Http {

  private static final int CONNECT_TIMEOUT_MILLIS = 2000;
  private static final int ANSWER_TIMEOUT_MILLIS = 5000;

  /** What an operator starts may have to wait for locks. */
  private static final int COMMAND_TIMEOUT_MILLIS = 30_000;

  /**
   * What a process answered.
   *
   * @param status of the answer
   * @param body of the answer, empty if it has none
   */
  public record Answer(int status, String body) {}

  private Http() {}

  /** Whether something answers 200 at {@code url} now. */
  public static boolean answersOk(String url) {
    try {
      return get(url, Map.of()).status() == HttpURLConnection.HTTP_OK;
    } catch (IOException notYet) {
      return false;
    }
  }

  /**
   * Reads {@code url}.
   *
   * @throws IOException when nothing answers within five seconds
   */
  public static Answer get(String url, Map<String, String> headers) throws IOException {
    return answer(connect(url, headers, ANSWER_TIMEOUT_MILLIS));
  }

  /**
   * Sends {@code json} to {@code url}.
   *
   * @throws IOException when nothing answers within half a minute
   */
  public static Answer post(String url, Map<String, String> headers, String json)
      throws IOException {
    HttpURLConnection connection = connect(url, headers, COMMAND_TIMEOUT_MILLIS);
    connection.setRequestMethod("POST");
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setDoOutput(true);
    try (OutputStream body = connection.getOutputStream()) {
      body.write(json.getBytes(StandardCharsets.UTF_8));
    }
    return answer(connection);
  }

  private static HttpURLConnection connect(
      String url, Map<String, String> headers, int answerTimeoutMillis) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    connection.setConnectTimeout(CONNECT_TIMEOUT_MILLIS);
    connection.setReadTimeout(answerTimeoutMillis);
    connection.setInstanceFollowRedirects(false);
    headers.forEach(connection::setRequestProperty);
    return connection;
  }

  private static Answer answer(HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    try (InputStream body =
        status < HttpURLConnection.HTTP_BAD_REQUEST
            ? connection.getInputStream()
            : connection.getErrorStream()) {
      byte[] content = body == null ? new byte[0] : body.readAllBytes();
      return new Answer(status, new String(content, StandardCharsets.UTF_8));
    }
  }
}
