package dev.cleave.cli.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.cleave.cli.process.RunningProcess;
import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteSwitchTest {

  private static final List<String> MODULES = List.of("inventory");
  private static final RouteTable LOOPBACK =
      RouteTable.allIn("monolith", MODULES)
          .with("inventory", Placement.loopback("monolith", Binding.REST));

  @TempDir private Path run;
  private HttpServer server;
  private RunningProcess monolith;

  @BeforeEach
  void a_process_that_reports_its_routes() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), 0), 0);
    server.start();
    monolith =
        RunningProcess.of("monolith", ProcessHandle.current(), 0, server.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void a_switch_is_done_when_the_process_reports_it_in_effect() throws Exception {
    reportEffective(wished -> wished);

    RouteSwitch.Outcome outcome = apply(Duration.ofSeconds(5));

    assertThat(outcome.isInEffect()).isTrue();
    assertThat(outcome.took()).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void a_switch_that_a_process_refuses_is_reported_with_its_reason() throws Exception {
    reportEffective(wished -> "local");

    RouteSwitch.Outcome outcome = apply(Duration.ofMillis(100));

    assertThat(outcome.isInEffect()).isFalse();
    assertThat(outcome.explanation())
        .isEqualTo("in monolith inventory stays local: nothing answers there");
  }

  @Test
  void a_process_that_does_not_answer_is_reported() throws Exception {
    RouteSwitch.Outcome outcome = apply(Duration.ofMillis(100));

    assertThat(outcome.explanation())
        .startsWith("in monolith it does not report its routes: ")
        .endsWith("/cleave/status answered 404");
  }

  private RouteSwitch.Outcome apply(Duration deadline) throws Exception {
    return new RouteSwitch(
            new RouteFiles(run),
            new StatusClient("secret"),
            new FollowClient("secret"),
            name -> monolith.internalPort(),
            false)
        .apply(LOOPBACK, MODULES, List.of(monolith), deadline);
  }

  /**
   * Answers like the runtime: wished is what the file says, effective what the process makes of it.
   */
  private void reportEffective(UnaryOperator<String> effective) {
    server.createContext(
        "/cleave/status",
        exchange -> {
          Properties file = new Properties();
          try (Reader reader = Files.newBufferedReader(run.resolve("monolith.properties"))) {
            file.load(reader);
          }
          String wished = file.getProperty("cleave.route.inventory");
          String took = effective.apply(wished);
          boolean isSecret =
              "secret".equals(exchange.getRequestHeaders().getFirst("Cleave-Secret"));
          byte[] body =
              """
              {"process":"monolith","modules":[{"module":"inventory","here":true,
               "wished":"%s","effective":"%s","reason":%s,"endpoint":%s,"new":"field"}]}
              """
                  .formatted(
                      wished,
                      took,
                      took.equals(wished) ? "null" : "\"nothing answers there\"",
                      took.equals("local")
                          ? "null"
                          : "\"" + file.getProperty("cleave.endpoint.inventory.rest") + "\"")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(isSecret ? 200 : 401, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }
}
