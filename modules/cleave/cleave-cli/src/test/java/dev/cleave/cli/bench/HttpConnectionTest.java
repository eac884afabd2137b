package dev.cleave.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpConnectionTest {

  private final Set<Integer> clients = ConcurrentHashMap.newKeySet();
  private HttpServer server;
  private HttpConnection connection;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    server.createContext("/known", exchange -> answer(exchange, false));
    server.createContext("/chunked", exchange -> answer(exchange, true));
    server.createContext(
        "/last",
        exchange -> {
          exchange.getResponseHeaders().set("Connection", "close");
          answer(exchange, false);
        });
    server.start();
    connection = new HttpConnection(server.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    connection.close();
    server.stop(0);
  }

  @Test
  void requests_share_a_connection_whatever_the_form_of_the_answer() throws IOException {
    assertThat(connection.post("/known", "", "größer"))
        .isEqualTo(new HttpConnection.Answer(201, "größer"));
    assertThat(connection.post("/chunked", "", "two"))
        .isEqualTo(new HttpConnection.Answer(201, "two"));
    assertThat(connection.get("/known").status()).isEqualTo(201);
    assertThat(clients).hasSize(1);
  }

  @Test
  void a_connection_that_the_server_ends_is_replaced() throws IOException {
    connection.post("/last", "", "one");
    assertThat(connection.post("/known", "", "two").body()).isEqualTo("two");
    assertThat(clients).hasSize(2);
  }

  private void answer(HttpExchange exchange, boolean isChunked) throws IOException {
    clients.add(exchange.getRemoteAddress().getPort());
    byte[] body =
        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
            .getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(201, isChunked ? 0 : body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
