package dev.cleave.discovery;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class JsonClientTest {
  @Test
  @Timeout(20)
  void an_answer_that_stops_in_the_middle_is_given_up() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> stalled = CompletableFuture.runAsync(() -> beginToAnswer(server));
      JsonClient client =
          new JsonClient(URI.create("etcd://localhost:%d".formatted(server.getLocalPort())));
      assertThatThrownBy(() -> client.get("/instances")).isInstanceOf(IOException.class);
      stalled.join();
    }
  }

  private static void beginToAnswer(ServerSocket server) {
    try {
      Socket socket = server.accept();
      socket
          .getOutputStream()
          .write(
              "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"url\":"
                  .getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
