package dev.cleave.cli.report;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cleave.cli.CommandFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The calls of a stretch of time, as the processes recorded them.
 *
 * @param started when it began, ISO 8601
 * @param processes what each of them saw
 */
public record Recording(String started, List<Recorded> processes) {

  static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /**
   * What one process saw.
   *
   * @param seconds how long it recorded
   * @param requests that came in from outside
   */
  public record Recorded(String process, double seconds, long requests, List<Call> calls) {}

  /**
   * Calls of one method from one place over one binding.
   *
   * @param module that calls, {@code outside} for the public port
   * @param caller {@code Class.method}, empty if unknown
   * @param file and line of the caller, if known
   * @param callee the module that is called
   * @param method {@code Contract.method}
   * @param requestBytes average over a sample, as JSON; 0 without one
   * @param requests from outside during which it was called at least once
   * @param inRequests how many of the calls were made during those
   * @param maxPerRequest the most calls during one
   * @param suspended how many suspended a transaction
   */
  public record Call(
      String module,
      String caller,
      String file,
      int line,
      String callee,
      String method,
      String binding,
      long count,
      double p50Micros,
      double p99Micros,
      long requestBytes,
      long responseBytes,
      long requests,
      long inRequests,
      long maxPerRequest,
      long suspended) {

    boolean isRemote() {
      return !binding.equals(BindingTable.LOCAL);
    }

    boolean touches(String name) {
      return module.equals(name) || callee.equals(name);
    }

    /** Of the requests that make it at all; 0 if only background work does. */
    double perRequest() {
      return requests == 0 ? 0 : (double) inRequests / requests;
    }
  }

  /** The recording in a file, if it is there. */
  public static Optional<Recording> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(file.toFile(), Recording.class));
    } catch (IOException damaged) {
      throw new CommandFailed(
          "%s cannot be read (%s): delete it, or record again with ./cleave report --record 60s"
              .formatted(file, damaged.getMessage().lines().findFirst().orElse("")),
          damaged);
    }
  }

  /**
   * What several processes have answered.
   *
   * @throws IOException if one of them answered something else
   */
  public static Recording of(List<JsonNode> answers) throws IOException {
    List<Recorded> processes = new ArrayList<>();
    for (JsonNode answer : answers) {
      processes.add(JSON.treeToValue(answer, Recorded.class));
    }
    String started =
        answers.stream()
            .map(answer -> answer.path("started").asText())
            .min(String::compareTo)
            .orElseThrow();
    return new Recording(started, processes);
  }

  /** Of all calls. */
  public long count() {
    return calls().stream().mapToLong(Call::count).sum();
  }

  Instant start() {
    return Instant.parse(started);
  }

  double seconds() {
    return processes.stream().mapToDouble(Recorded::seconds).max().orElse(0);
  }

  long requests() {
    return processes.stream().mapToLong(Recorded::requests).sum();
  }

  /** Of all processes. */
  public List<Call> calls() {
    return processes.stream().flatMap(process -> process.calls().stream()).toList();
  }
}
