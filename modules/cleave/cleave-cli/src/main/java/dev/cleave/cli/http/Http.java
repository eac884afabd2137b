package dev.cleave.cli.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Requests to processes on this machine. */
public final class Http {

  private static final int TIMEOUT_MILLIS = 2000;

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
   * @throws IOException when nothing answers within two seconds
   */
  public static Answer get(String url, Map<String, String> headers) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    connection.setInstanceFollowRedirects(false);
    headers.forEach(connection::setRequestProperty);
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
