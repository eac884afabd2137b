package dev.cleave.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A double of a Consul agent: registration, TTL checks and health of services, as documented. It
 * forgets everything when it stops, which an agent with a disk does not.
 */
final class ConsulDouble implements EngineServer {
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Service(JsonNode description, long passedAt, long ttlNanos) {
    boolean passes() {
      return System.nanoTime() - passedAt < ttlNanos;
    }
  }

  private final Map<String, Service> services = new ConcurrentHashMap<>();
  private int port;
  private HttpServer server;

  @Override
  public void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
    port = server.getAddress().getPort();
    server.createContext("/v1/agent/service/register", this::register);
    server.createContext("/v1/agent/service/deregister/", this::deregister);
    server.createContext("/v1/agent/check/pass/service:", this::pass);
    server.createContext("/v1/health/service/", this::health);
    server.start();
  }

  private void register(HttpExchange exchange) throws IOException {
    JsonNode service = JSON.readTree(exchange.getRequestBody());
    String ttl = service.path("Check").path("TTL").asText();
    long seconds = Long.parseLong(ttl.substring(0, ttl.length() - 1));
    // a check that has never passed is critical
    services.put(
        service.path("ID").asText(),
        new Service(
            service, System.nanoTime() - seconds * 1_000_000_000L, seconds * 1_000_000_000L));
    answer(exchange, 200, "");
  }

  private void deregister(HttpExchange exchange) throws IOException {
    boolean wasThere = services.remove(last(exchange, "/")) != null;
    answer(exchange, wasThere ? 200 : 404, "");
  }

  private void pass(HttpExchange exchange) throws IOException {
    String id = last(exchange, ":");
    boolean isThere =
        services.computeIfPresent(
                id, (key, s) -> new Service(s.description(), System.nanoTime(), s.ttlNanos()))
            != null;
    answer(exchange, isThere ? 200 : 404, isThere ? "" : "Unknown check ID \"service:" + id + "\"");
  }

  private void health(HttpExchange exchange) throws IOException {
    String name = last(exchange, "/");
    ArrayNode answer = JSON.createArrayNode();
    for (Service service : services.values()) {
      if (service.description().path("Name").asText().equals(name) && service.passes()) {
        ObjectNode entry = answer.addObject();
        entry.putObject("Node").put("Node", "here").put("Address", "127.0.0.1");
        entry.set("Service", service.description());
      }
    }
    answer(exchange, 200, answer.toString());
  }

  private static String last(HttpExchange exchange, String separator) {
    String path = exchange.getRequestURI().getPath();
    return path.substring(path.lastIndexOf(separator) + 1);
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes();
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  @Override
  public URI uri() {
    return URI.create("consul://127.0.0.1:" + port);
  }

  @Override
  public void stop() {
    server.stop(0);
    services.clear();
  }
}
