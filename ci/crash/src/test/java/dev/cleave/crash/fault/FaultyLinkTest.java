package dev.cleave.crash.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultyLinkTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofSeconds(10);

  private final HttpClient client = HttpClient.newHttpClient();
  private HttpServer instance;
  private FaultyLink link;

  @BeforeEach
  void start() throws IOException {
    instance = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    instance.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write("ok".getBytes());
          exchange.close();
        });
    instance.start();
    link = new FaultyLink(instance.getAddress().getPort());
  }

  @AfterEach
  void stop() throws IOException {
    link.close();
    instance.stop(0);
  }

  @Test
  void it_passes_on_what_is_asked_and_answered() throws Exception {
    assertThat(status(LONG)).isEqualTo(200);
  }

  @Test
  void while_cut_nobody_is_answered_and_afterwards_everybody() throws Exception {
    assertThat(status(LONG)).isEqualTo(200);
    link.become(FaultyLink.Mode.CUT);

    assertThatThrownBy(() -> status(SHORT)).isInstanceOf(HttpTimeoutException.class);

    link.become(FaultyLink.Mode.FINE);
    assertThat(status(LONG)).isEqualTo(200);
  }

  @Test
  void while_slow_the_answer_comes_too_late() {
    link.become(FaultyLink.Mode.SLOW);

    assertThatThrownBy(() -> status(SHORT)).isInstanceOf(HttpTimeoutException.class);
  }

  @Test
  void errors_are_answered_in_place_of_the_instance_also_on_an_open_connection() throws Exception {
    assertThat(status(LONG)).isEqualTo(200);
    link.become(FaultyLink.Mode.ERRORS);

    assertThat(status(LONG)).isEqualTo(500);
  }

  @Test
  void a_dead_instance_closes_the_connection_at_once() throws Exception {
    instance.stop(0);

    assertThatThrownBy(() -> status(LONG))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(HttpTimeoutException.class);
  }

  private int status(Duration patience) throws IOException, InterruptedException {
    return client
        .send(
            HttpRequest.newBuilder(URI.create("http://localhost:%d/".formatted(link.port())))
                .timeout(patience)
                .build(),
            BodyHandlers.ofString())
        .statusCode();
  }
}
