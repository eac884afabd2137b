package dev.cleave.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cleave.cli.CommandFailed;
import dev.cleave.cli.Progress;
import dev.cleave.cli.Shop;
import dev.cleave.cli.process.RunningProcess;
import dev.cleave.cli.process.Undo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One contract call over each binding in turn, out of a process and back into it, while it runs.
 * Processor time is that of the process, both sides of the call, and of the broker; bytes on the
 * wire are what the loopback interface carried, headers of TCP and IP included.
 */
public final class BindingsBench {
  private static final List<String> BINDINGS = List.of("local", "rest", "jms", "grpc");
  private static final Path INTERFACES = Path.of("/proc/net/dev");
  private static final int THREADS = 2;
  private static final int MILLIS = 2_000;
  private static final int WARM_UPS = 2;

  private BindingsBench() {}

  /** Measures; the figures of each binding begin with its name. */
  public static List<Figure> run(Shop shop, Progress progress, Undo undo, int rounds)
      throws IOException, InterruptedException {
    RunningProcess broker = BenchBroker.start(shop, progress, undo);
    BenchServer server = BenchServer.start(shop, progress, undo, "local");
    Map<String, List<Double>> figures = new LinkedHashMap<>();
    for (int round = -WARM_UPS; round < rounds; round++) {
      for (String binding : BINDINGS) {
        server.route(binding);
        Map<String, Double> measured = measure(server, broker);
        if (round >= 0) {
          measured.forEach(
              (name, value) ->
                  figures.computeIfAbsent(binding + "_" + name, n -> new ArrayList<>()).add(value));
        }
      }
    }
    return figures.entrySet().stream()
        .map(entry -> new Figure(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Map<String, Double> measure(BenchServer server, RunningProcess broker)
      throws IOException, InterruptedException {
    double brokerBefore = ProcessorTime.ofFamily(broker.pid());
    long bytesBefore = loopbackBytes();
    JsonNode calls = server.measure("calls?threads=%d&millis=%d".formatted(THREADS, MILLIS));
    double count = calls.get("calls").doubleValue();
    double brokerMicros = (ProcessorTime.ofFamily(broker.pid()) - brokerBefore) * 1_000 / count;
    Map<String, Double> measured = new LinkedHashMap<>();
    measured.put("p50_us", calls.get("p50").doubleValue());
    measured.put("p99_us", calls.get("p99").doubleValue());
    measured.put("calls_per_s", calls.get("perSecond").doubleValue());
    measured.put("cpu_us_per_call", calls.get("cpu").doubleValue() + brokerMicros);
    measured.put("bytes_per_call", (loopbackBytes() - bytesBefore) / count);
    return measured;
  }

  /** What the loopback interface of this machine has received, and so sent. */
  private static long loopbackBytes() throws IOException {
    if (!Files.isReadable(INTERFACES)) {
      throw new CommandFailed(
          "bytes on the wire are read from " + INTERFACES + ", which Linux has");
    }
    for (String line : Files.readAllLines(INTERFACES)) {
      String[] words = line.strip().split("\\s+");
      if (words[0].equals("lo:")) {
        return Long.parseLong(words[1]);
      }
    }
    throw new CommandFailed(INTERFACES + " names no loopback interface");
  }
}
