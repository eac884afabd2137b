package dev.cleave.crash.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cleave.crash.Client;
import dev.cleave.crash.Command;
import dev.cleave.crash.Journal;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends each request once, does not wait, and remembers what came of it. A command whose outcome is
 * unknown stays so until {@link #settle}.
 */
public final class Sender implements AutoCloseable {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final int THREADS = 2;
  private static final int MOST_SHOWN = 200;
  private static final long POLL_MILLIS = 20;

  /** Beyond the time that a request has. */
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS,
          task -> {
            Thread thread = new Thread(task, "answers");
            thread.setDaemon(true);
            return thread;
          });
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .executor(threads)
          .build();
  private final Client client;
  private final Journal journal;
  private final Queue<Sample> samples = new ConcurrentLinkedQueue<>();
  private final Map<String, Command> unsettled = new ConcurrentHashMap<>();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final Instant wallBegin = Instant.now();
  private final long begin = System.nanoTime();

  public Sender(Client client, Journal journal) {
    this.client = client;
    this.journal = journal;
  }

  /**
   * Sends {@code wanted} now; what came of it counts from {@code scheduled}, a {@link
   * System#nanoTime}.
   */
  public CompletableFuture<Sample> send(Wanted wanted, long scheduled) {
    inFlight.incrementAndGet();
    CompletableFuture<HttpResponse<byte[]>> response;
    try {
      response = http.sendAsync(request(wanted), BodyHandlers.ofByteArray());
    } catch (IOException | RuntimeException notSent) {
      response = CompletableFuture.failedFuture(notSent);
    }
    return response.handle(
        (answer, failure) -> {
          String complaint;
          try {
            complaint = failure == null ? complaint(wanted, answer).orElse(null) : reason(failure);
          } catch (IOException | RuntimeException unreadable) {
            complaint = unreadable.toString();
          }
          Sample sample =
              new Sample(
                  wanted.what(),
                  wallBegin.plusNanos(scheduled - begin),
                  Duration.ofNanos(System.nanoTime() - scheduled),
                  complaint == null ? null : described(wanted, complaint));
          samples.add(sample);
          inFlight.decrementAndGet();
          return sample;
        });
  }

  private HttpRequest request(Wanted wanted) throws IOException {
    if (wanted.command().isEmpty()) {
      return client.reading(wanted.path());
    }
    Command command = wanted.command().get();
    if (!wanted.isRepeat()) {
      unsettled.put(command.key(), command);
    }
    journal.sent(command);
    return client.requestOf(command);
  }

  private Optional<String> complaint(Wanted wanted, HttpResponse<byte[]> answer)
      throws IOException {
    JsonNode content = Client.parse(answer.body());
    int status = answer.statusCode();
    if (status / 100 == 2) {
      if (wanted.command().isPresent()) {
        journal.answered(wanted.command().get(), content);
        unsettled.remove(wanted.command().get().key());
      }
      return wanted.examination().apply(content);
    }
    String code = content.path("code").asText();
    if (wanted.command().isPresent() && Client.isFinal(status, code)) {
      journal.refused(wanted.command().get(), code);
      unsettled.remove(wanted.command().get().key());
    }
    return Optional.of(
        "%d %s %s".formatted(status, code, content.path("detail").asText("")).strip());
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && cause instanceof java.util.concurrent.CompletionException) {
      cause = cause.getCause();
    }
    return "no answer: " + cause;
  }

  private static String described(Wanted wanted, String complaint) {
    String text = "%s %s: %s".formatted(wanted.what(), wanted.path(), complaint);
    return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + " …";
  }

  /** All requests that have come to an end. */
  public Collection<Sample> samples() {
    return List.copyOf(samples);
  }

  public int inFlight() {
    return inFlight.get();
  }

  /** Waits until everything that was sent has come to an end. */
  public void awaitAnswers() throws InterruptedException, IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (inFlight.get() > 0) {
      if (System.nanoTime() > end) {
        throw new IOException(
            "%d requests have no answer after %d s"
                .formatted(inFlight.get(), PATIENCE.toSeconds()));
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  /** Sends commands whose outcome is unknown again, under their keys, until it is known. */
  public void settle() throws IOException, InterruptedException {
    awaitAnswers();
    for (Command command : List.copyOf(unsettled.values())) {
      if (client.send(command).isPresent()) {
        unsettled.remove(command.key());
      }
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
