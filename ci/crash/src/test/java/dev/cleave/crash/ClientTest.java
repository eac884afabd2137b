package dev.cleave.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientTest {

  private static final Command COMMAND =
      Command.of("r1/0/0", Command.Kind.ORDER, "/api/orders", Map.of("customer", 1));
  private static final String SENT =
      "{\"what\":\"sent\",\"key\":\"r1/0/0\",\"kind\":\"ORDER\",\"path\":\"/api/orders\","
          + "\"body\":{\"customer\":1}}";

  @FunctionalInterface
  private interface Reply {
    void to(HttpExchange exchange) throws IOException;
  }

  @TempDir private Path directory;
  private final Deque<Reply> replies = new ArrayDeque<>();
  private final List<String> keys = Collections.synchronizedList(new ArrayList<>());
  private HttpServer server;
  private Journal journal;
  private Client client;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
          replies.remove().to(exchange);
        });
    server.start();
    journal = new Journal(directory.resolve("journal"));
    client = new Client("http://localhost:" + server.getAddress().getPort(), "key", journal);
  }

  @AfterEach
  void stop() throws IOException {
    server.stop(0);
    journal.close();
  }

  @Test
  void a_command_is_in_the_journal_before_it_is_sent() throws Exception {
    replies.add(
        exchange -> {
          assertThat(journal.file()).hasContent(SENT);
          answer(exchange, 201, "{\"id\":\"a\"}");
        });

    assertThat(client.send(COMMAND)).hasValueSatisfying(a -> assertThat(a.has("id")).isTrue());
    assertThat(Files.readAllLines(journal.file()))
        .containsExactly(
            SENT, "{\"what\":\"answered\",\"key\":\"r1/0/0\",\"answer\":{\"id\":\"a\"}}");
  }

  @Test
  void what_is_not_answered_is_repeated_under_its_key() throws Exception {
    replies.add(HttpExchange::close);
    replies.add(exchange -> answer(exchange, 503, "{}"));
    replies.add(exchange -> answer(exchange, 404, "<html>Context Root Not Found"));
    replies.add(exchange -> answer(exchange, 409, "{\"code\":\"cleave.command-in-progress\"}"));
    replies.add(exchange -> answer(exchange, 200, "{}"));

    assertThat(client.send(COMMAND)).isPresent();
    assertThat(keys).hasSize(5).containsOnly("r1/0/0");
  }

  @Test
  void a_refusal_is_final_and_in_the_journal_with_its_code() throws Exception {
    replies.add(exchange -> answer(exchange, 409, "{\"code\":\"ordering.out-of-stock\"}"));

    assertThat(client.send(COMMAND)).isEmpty();
    assertThat(Files.readAllLines(journal.file()))
        .containsExactly(
            SENT, "{\"what\":\"refused\",\"key\":\"r1/0/0\",\"code\":\"ordering.out-of-stock\"}");
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, content.length);
    exchange.getResponseBody().write(content);
    exchange.close();
  }
}
