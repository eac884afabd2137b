package dev.cleave.cli.operation;

import com.sun.net.httpserver.HttpServer;
import dev.cleave.cli.process.RunningProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Stands in for a process: answers on its internal port with what it was told to answer. */
public final class StubProcess implements AutoCloseable {

  private record Answer(int status, String body) {}

  private final String name;
  private final HttpServer server;
  private final Map<String, Deque<Answer>> answers = Collections.synchronizedMap(new HashMap<>());
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

  /** A process of that name which refuses everybody without the secret. */
  public StubProcess(String name, String secret) throws IOException {
    this.name = name;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          requests.add((request + " " + body).strip());
          Answer answer = next(request);
          if (!secret.equals(exchange.getRequestHeaders().getFirst("Cleave-Secret"))) {
            answer = new Answer(401, "{\"detail\":\"no secret\"}");
          }
          byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  /** From now on; called again for the same request, after the one before was given once. */
  public StubProcess answer(String request, int status, String body) {
    answers.computeIfAbsent(request, none -> new ArrayDeque<>()).add(new Answer(status, body));
    return this;
  }

  public RunningProcess process() {
    return RunningProcess.of(
        name,
        ProcessHandle.current(),
        server.getAddress().getPort(),
        server.getAddress().getPort());
  }

  public List<String> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private Answer next(String request) {
    Deque<Answer> known = answers.get(request);
    if (known == null) {
      return new Answer(404, "{\"detail\":\"there is no " + request + "\"}");
    }
    synchronized (known) {
      return known.size() > 1 ? known.poll() : known.peek();
    }
  }
}
