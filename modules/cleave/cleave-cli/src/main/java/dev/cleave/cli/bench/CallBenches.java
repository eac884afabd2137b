package dev.cleave.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cleave.cli.Progress;
import dev.cleave.cli.Shop;
import dev.cleave.cli.process.Undo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Contract calls against the same work written by hand, inside Liberty. */
public final class CallBenches {

  private static final int LOCAL_CALLS = 3_000_000;
  private static final int REST_MILLIS = 3_000;
  private static final int REST_THREADS = 2;

  private CallBenches() {}

  /**
   * A local contract call against the same bean method through a plain client proxy. Ratios of
   * times: below 1 the contract call is faster.
   */
  public static List<Figure> local(Shop shop, Progress progress, Undo undo, int rounds)
      throws IOException, InterruptedException {
    BenchServer server = BenchServer.start(shop, progress, undo, "local");
    String query = "call-local?calls=%d&rounds=%d";
    server.measure(query.formatted(LOCAL_CALLS, 2)); // the JIT compiler gets to know both sides
    JsonNode figures = server.measure(query.formatted(LOCAL_CALLS, rounds));
    return List.of(
        figure("ratio", figures.at("/read/ratios")),
        figure("ratio_tx", figures.at("/inTransaction/ratios")),
        Figure.of("bytes_per_call", figures.get("bytesPerCall").doubleValue()),
        figure("ratio_order", figures.at("/order/ratios")),
        figure("ns_per_call", figures.at("/read/subject")),
        figure("ns_per_plain_call", figures.at("/read/yardstick")),
        figure("ns_per_call_tx", figures.at("/inTransaction/subject")),
        figure("ns_per_plain_call_tx", figures.at("/inTransaction/yardstick")));
  }

  /**
   * A contract call over REST against a hand-written MicroProfile Rest Client and resource on the
   * same server. Ratios of calls per second: above 1 the contract call is faster.
   */
  public static List<Figure> rest(Shop shop, Progress progress, Undo undo, int rounds)
      throws IOException, InterruptedException {
    BenchServer server = BenchServer.start(shop, progress, undo, "rest");
    String query = "call-rest?port=%d&threads=%d&millis=%d&rounds=%d";
    server.measure(query.formatted(server.port(), REST_THREADS, REST_MILLIS, 3));
    JsonNode figures =
        server.measure(query.formatted(server.port(), REST_THREADS, REST_MILLIS, rounds));
    return List.of(
        figure("ratio", figures.at("/ratios")),
        figure("calls_per_s", figures.at("/subject")),
        figure("hand_written_calls_per_s", figures.at("/yardstick")));
  }

  /**
   * A contract call over JMS against request and reply written by hand, over the same broker.
   * Ratios of calls per second: above 1 the contract call is faster.
   */
  public static List<Figure> jms(Shop shop, Progress progress, Undo undo, int rounds)
      throws IOException, InterruptedException {
    BenchBroker.start(shop, progress, undo);
    BenchServer server = BenchServer.start(shop, progress, undo, "local");
    server.route("jms");
    String query = "call-jms?threads=%d&millis=%d&rounds=%d";
    server.measure(query.formatted(REST_THREADS, REST_MILLIS, 3));
    JsonNode figures = server.measure(query.formatted(REST_THREADS, REST_MILLIS, rounds));
    return List.of(
        figure("ratio", figures.at("/ratios")),
        figure("calls_per_s", figures.at("/subject")),
        figure("hand_written_calls_per_s", figures.at("/yardstick")));
  }

  /**
   * A contract call over gRPC against a stub and service written by hand, in the same process.
   * Ratios of calls per second: above 1 the contract call is faster.
   */
  public static List<Figure> grpc(Shop shop, Progress progress, Undo undo, int rounds)
      throws IOException, InterruptedException {
    BenchServer server = BenchServer.start(shop, progress, undo, "local");
    server.route("grpc");
    String query = "call-grpc?threads=%d&millis=%d&rounds=%d";
    server.measure(query.formatted(REST_THREADS, REST_MILLIS, 3));
    JsonNode figures = server.measure(query.formatted(REST_THREADS, REST_MILLIS, rounds));
    return List.of(
        figure("ratio", figures.at("/withContext/ratios")),
        figure("calls_per_s", figures.at("/withContext/subject")),
        figure("hand_written_calls_per_s", figures.at("/withContext/yardstick")),
        figure("ratio_default_executor", figures.at("/withoutContext/ratios")),
        figure("default_executor_calls_per_s", figures.at("/withoutContext/yardstick")));
  }

  private static Figure figure(String name, JsonNode rounds) {
    List<Double> values = new ArrayList<>();
    rounds.forEach(round -> values.add(round.doubleValue()));
    return new Figure(name, values);
  }
}
