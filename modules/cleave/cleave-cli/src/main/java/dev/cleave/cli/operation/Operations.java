package dev.cleave.cli.operation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cleave.cli.CommandFailed;
import dev.cleave.cli.http.Http;
import dev.cleave.cli.process.RunningProcess;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The operations of all running processes. Each answers for the modules that it has the service of,
 * so the answers are merged; a command goes to each until one carries it out.
 */
public final class Operations {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int OK = 200;
  private static final int ACCEPTED = 202;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;

  private final List<RunningProcess> processes;
  private final Map<String, String> headers;

  /** The operations of {@code processes}, asked for with the secret that processes share. */
  public Operations(List<RunningProcess> processes, String internalSecret) {
    this.processes = List.copyOf(processes);
    this.headers = Map.of("Cleave-Secret", internalSecret);
  }

  /** Every subscription, in alphabetical order. */
  public List<Subscription> subscriptions() throws IOException {
    Map<String, Subscription> all = new TreeMap<>();
    for (RunningProcess process : processes) {
      for (JsonNode one : get(process, "/cleave/events").path("subscriptions")) {
        Subscription subscription = JSON.treeToValue(one, Subscription.class);
        all.merge(subscription.key(), subscription, Subscription::and);
      }
    }
    return List.copyOf(all.values());
  }

  /** Every dead letter, by subscription, the oldest first. */
  public List<DeadLetter> deadLetters() throws IOException {
    Map<String, DeadLetter> all = new LinkedHashMap<>();
    for (RunningProcess process : processes) {
      for (JsonNode one : get(process, "/cleave/events/dead").path("dead")) {
        DeadLetter letter = JSON.treeToValue(one, DeadLetter.class);
        all.putIfAbsent(letter.subscription() + "/" + letter.eventId(), letter);
      }
    }
    return all.values().stream()
        .sorted(
            Comparator.comparing(DeadLetter::subscription)
                .thenComparing(
                    DeadLetter::firstFailedAt, Comparator.nullsLast(Comparator.naturalOrder())))
        .toList();
  }

  /**
   * Delivers parked deliveries of a subscription again: that of one event, or all.
   *
   * @return how many there were
   * @throws CommandFailed when there is none, with what the shop says about it
   */
  public int replay(String subscription, Optional<String> eventId) throws IOException {
    Map<String, String> body = new TreeMap<>(Map.of("subscription", subscription));
    eventId.ifPresent(id -> body.put("eventId", id));
    return firstThatDoes("/cleave/events/replay", JSON.writeValueAsString(body))
        .path("replayed")
        .asInt();
  }

  /** Sagas: how many there are in each state, and those in {@code state}, if it is given. */
  public SagaList sagas(Optional<SagaInstance.State> state) throws IOException {
    String path = "/cleave/sagas" + state.map(wanted -> "?state=" + wanted).orElse("");
    SagaList all = SagaList.empty();
    for (RunningProcess process : processes) {
      all = all.and(JSON.treeToValue(get(process, path), SagaList.class));
    }
    return all;
  }

  /**
   * Lets a stuck saga go on.
   *
   * @throws CommandFailed when it cannot, with what the shop says about it
   */
  public void retry(String saga, String id) throws IOException {
    firstThatDoes("/cleave/sagas/%s/%s/retry".formatted(encode(saga), encode(id)), "{}");
  }

  /**
   * Begins to make everything of {@code module} anew that follows from logs.
   *
   * @param at the process that serves the module
   * @return the names of what is made anew
   * @throws CommandFailed when it cannot, with what the shop says about it
   */
  public List<String> startRebuild(RunningProcess at, String module) throws IOException {
    Http.Answer answer = Http.post(url(at, rebuild(module)), headers, "{}");
    if (answer.status() != ACCEPTED) {
      throw new CommandFailed(problem(at, answer));
    }
    List<String> names = new ArrayList<>();
    JsonNode started = read(answer);
    started.path("readModels").forEach(name -> names.add(name.asText()));
    started.path("derivedStates").forEach(name -> names.add(name.asText()));
    return names;
  }

  /** How far that is. */
  public Rebuild rebuild(RunningProcess at, String module) throws IOException {
    return JSON.treeToValue(get(at, rebuild(module)), Rebuild.class);
  }

  /**
   * Has every process record its calls for a while.
   *
   * @throws CommandFailed when one cannot
   */
  public void startRecording(Duration time) throws IOException {
    String path = "/cleave/record?seconds=" + time.toSeconds();
    for (RunningProcess process : processes) {
      Http.Answer answer = Http.post(url(process, path), headers, "{}");
      if (answer.status() != OK) {
        throw new CommandFailed(
            "%s does not record: %s".formatted(process.name(), problem(process, answer)));
      }
    }
  }

  /** What every process has recorded, or is recording, as it says it. */
  public List<JsonNode> recorded() throws IOException {
    List<JsonNode> recorded = new ArrayList<>();
    for (RunningProcess process : processes) {
      recorded.add(get(process, "/cleave/record"));
    }
    return recorded;
  }

  private static String rebuild(String module) {
    return "/cleave/rebuilds/" + encode(module);
  }

  private JsonNode firstThatDoes(String path, String body) throws IOException {
    Optional<String> refusal = Optional.empty();
    for (RunningProcess process : processes) {
      Http.Answer answer = Http.post(url(process, path), headers, body);
      if (answer.status() == OK) {
        return read(answer);
      }
      if (answer.status() != NOT_FOUND && answer.status() != CONFLICT) {
        throw new IOException(problem(process, answer));
      }
      // "Not in this state" knows more than "not here".
      if (answer.status() == CONFLICT || refusal.isEmpty()) {
        refusal = Optional.of(problem(process, answer));
      }
    }
    throw new CommandFailed(refusal.orElse("nothing runs: ./cleave up"));
  }

  private JsonNode get(RunningProcess process, String path) throws IOException {
    Http.Answer answer = Http.get(url(process, path), headers);
    if (answer.status() != OK) {
      throw new IOException(url(process, path) + ": " + problem(process, answer));
    }
    return read(answer);
  }

  private static JsonNode read(Http.Answer answer) throws IOException {
    return answer.body().isBlank() ? JSON.missingNode() : JSON.readTree(answer.body());
  }

  /** What a problem document says, as part of a line. */
  private static String problem(RunningProcess process, Http.Answer answer) {
    try {
      String detail = read(answer).path("detail").asText("");
      if (!detail.isBlank()) {
        return detail.strip().replaceAll("\\s+", " ");
      }
    } catch (JsonProcessingException noProblemDocument) {
      // Then the status must do.
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return process.name() + " answered " + answer.status();
  }

  private static String url(RunningProcess process, String path) {
    return "http://localhost:" + process.internalPort() + path;
  }

  private static String encode(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
