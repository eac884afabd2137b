package dev.cleave.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EtcdTest extends EngineSuite {
  private EtcdServer server;

  @BeforeAll
  void start() throws Exception {
    assumeTrue(
        EtcdServer.program().isPresent() || Boolean.getBoolean("cleave.test.engines.required"),
        "skipped: there is no etcd on the PATH; ci/discovery-test.sh installs it");
    server = new EtcdServer(EtcdServer.program().orElseThrow());
    server.start();
  }

  @AfterAll
  void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  @Override
  EngineServer server() {
    return server;
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private void send(String operation, ObjectNode request) throws Exception {
    new JsonClient(server.uri()).require("POST", "/v3/kv/" + operation, request);
  }

  private static ObjectNode entry(String key, byte[] value) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("key", base64(key))
        .put("value", Base64.getEncoder().encodeToString(value));
  }

  private void put(String key, byte[] value) throws Exception {
    send("put", entry(key, value));
  }

  private void delete(String key) throws Exception {
    send("deleterange", JsonNodeFactory.instance.objectNode().put("key", base64(key)));
  }

  @Test
  void values_that_are_none_of_cleaves_are_refused() throws Exception {
    byte[] good = "{\"url\":\"http://localhost:9103\",\"weight\":2}".getBytes();
    put("/cleave/sums/rest/good", good);
    try (CallingProcess caller = new CallingProcess(server.uri())) {
      await(delay(), () -> caller.known().equals(List.of("http://localhost:9103")));
      for (byte[] garbage :
          List.of(
              new byte[0],
              new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1},
              "null".getBytes(),
              "[1,2".getBytes(),
              "{\"url\":7}".getBytes(),
              "{\"url\":\"http://localhost:9104\",\"weight\":-1}".getBytes(),
              new byte[100_000])) {
        put("/cleave/sums/rest/garbage", garbage);
        await(delay(), () -> caller.problem().isPresent());
        assertThat(caller.known()).containsExactly("http://localhost:9103");
        delete("/cleave/sums/rest/garbage");
        await(delay(), () -> caller.problem().isEmpty());
      }
    } finally {
      delete("/cleave/sums/rest/good");
    }
  }

  @Test
  void more_than_a_thousand_entries_are_refused() throws Exception {
    put("/cleave/sums/rest/good", "{\"url\":\"http://localhost:9103\"}".getBytes());
    try (CallingProcess caller = new CallingProcess(server.uri())) {
      await(delay(), () -> caller.known().size() == 1);
      for (int hundred = 0; hundred < 10; hundred++) {
        ObjectNode together = JsonNodeFactory.instance.objectNode();
        ArrayNode puts = together.putArray("success");
        for (int i = hundred * 100; i < hundred * 100 + 100; i++) {
          String value = "{\"url\":\"http://localhost:%d\"}".formatted(10_000 + i);
          puts.addObject().set("requestPut", entry("/cleave/sums/rest/n" + i, value.getBytes()));
        }
        send("txn", together);
      }
      await(delay(), () -> caller.problem().filter(p -> p.contains("more than 1000")).isPresent());
      assertThat(caller.known().size()).isLessThanOrEqualTo(1000);
    } finally {
      send(
          "deleterange",
          JsonNodeFactory.instance
              .objectNode()
              .put("key", base64("/cleave/sums/rest/"))
              .put("range_end", base64("/cleave/sums/rest0")));
    }
  }
}
