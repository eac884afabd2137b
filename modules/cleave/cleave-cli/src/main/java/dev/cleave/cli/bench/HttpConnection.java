package dev.cleave.cli.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One connection to this machine that is kept from request to request. Costs a tenth of the
 * processor time that {@link java.net.http.HttpClient} takes, which the measured server would miss.
 */
final class HttpConnection implements AutoCloseable {

  private static final int CONNECT_MILLIS = 2_000;
  private static final int ANSWER_MILLIS = 35_000;

  private final int port;
  private Socket socket;
  private InputStream in;

  /** Connects to {@code port} when the first request is sent. */
  HttpConnection(int port) {
    this.port = port;
  }

  /**
   * What came back.
   *
   * @param status of the answer
   * @param body as text
   */
  record Answer(int status, String body) {}

  Answer post(String path, String headers, String body) throws IOException {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    return exchange(
        "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n%s\r\n%s"
            .formatted(path, content.length, headers, body));
  }

  Answer get(String path) throws IOException {
    return exchange("GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(path));
  }

  private Answer exchange(String request) throws IOException {
    if (socket == null) {
      connect();
    }
    try {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return answer();
    } catch (IOException | RuntimeException broken) {
      close();
      throw broken;
    }
  }

  private void connect() throws IOException {
    Socket fresh = new Socket();
    try {
      fresh.setTcpNoDelay(true);
      fresh.setSoTimeout(ANSWER_MILLIS);
      fresh.connect(new InetSocketAddress("localhost", port), CONNECT_MILLIS);
    } catch (IOException unreachable) {
      fresh.close();
      throw unreachable;
    }
    socket = fresh;
    in = new BufferedInputStream(fresh.getInputStream());
  }

  private Answer answer() throws IOException {
    int status = Integer.parseInt(line().split(" ")[1]);
    int length = 0;
    boolean isChunked = false;
    boolean isLast = false;
    for (String line = line(); !line.isEmpty(); line = line()) {
      String header = line.toLowerCase(Locale.ROOT);
      if (header.startsWith("content-length:")) {
        length = Integer.parseInt(header.substring(header.indexOf(':') + 1).strip());
      } else if (header.startsWith("transfer-encoding:")) {
        isChunked = header.contains("chunked");
      } else if (header.startsWith("connection:")) {
        isLast = header.contains("close");
      }
    }
    byte[] body = isChunked ? chunks() : exactly(length);
    if (isLast) {
      close();
    }
    return new Answer(status, new String(body, StandardCharsets.UTF_8));
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = size(); size > 0; size = size()) {
      body.write(exactly(size));
      line();
    }
    line();
    return body.toByteArray();
  }

  private int size() throws IOException {
    return Integer.parseInt(line().split(";")[0].strip(), 16);
  }

  private byte[] exactly(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the answer ended early");
    }
    return bytes;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the connection was closed");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  public void close() {
    if (socket == null) {
      return;
    }
    try {
      socket.close();
    } catch (IOException harmless) {
      // It is given up anyway.
    }
    socket = null;
  }
}
