package dev.cleave.crash.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.cleave.crash.Client;
import dev.cleave.crash.Command;
import dev.cleave.crash.Journal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenLoopTest {

  private static final Wanted READ = Wanted.read("read", "/x", answer -> Optional.empty());
  private static final Command DEPOSIT =
      Command.of("k", Command.Kind.DEPOSIT, "/deposits", Map.of("amount", 1));

  @TempDir private Path directory;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger status = new AtomicInteger(200);
  private final AtomicBoolean isHeld = new AtomicBoolean();
  private HttpServer server;
  private Journal journal;
  private Sender sender;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          while (isHeld.get()) {
            sleep();
          }
          byte[] body = "{\"id\":1}".getBytes(StandardCharsets.UTF_8);
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(status.get(), body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    journal = new Journal(directory.resolve("journal"), false);
    sender =
        new Sender(
            new Client("http://localhost:" + server.getAddress().getPort(), "key", journal),
            journal);
  }

  @AfterEach
  void stop() throws IOException {
    isHeld.set(false);
    sender.close();
    journal.close();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void requests_go_on_while_nothing_is_answered() throws Exception {
    isHeld.set(true);
    try (OpenLoop load = new OpenLoop(sender, () -> READ, 100)) {
      awaitRequests(30);
      assertThat(sender.samples()).isEmpty();
      load.requireAlive();
    }
  }

  @Test
  void what_a_request_waited_for_counts_for_those_behind_it() throws Exception {
    isHeld.set(true);
    try (OpenLoop load = new OpenLoop(sender, () -> READ, 100)) {
      awaitRequests(50);
      load.pause();
    }
    isHeld.set(false);
    sender.awaitAnswers();

    Figures figures = Figures.of(sender.samples());
    assertThat(figures.max()).isGreaterThan(400);
    assertThat(figures.p50()).isBetween(100.0, figures.max());
  }

  @Test
  void nothing_is_sent_during_a_pause_and_nothing_caught_up_on_after_it() throws Exception {
    try (OpenLoop load = new OpenLoop(sender, () -> READ, 100)) {
      awaitRequests(5);
      load.pause();
      sender.awaitAnswers();
      int before = requests.get();
      Thread.sleep(2_000);
      assertThat(requests.get()).isEqualTo(before);
      load.resume();
      awaitRequests(before + 5);
    }
    sender.awaitAnswers();
    assertThat(Figures.of(sender.samples()).max()).isLessThan(1_800);
  }

  @Test
  void any_other_answer_than_a_good_one_is_a_failure() throws Exception {
    status.set(503);

    Sample sample = sender.send(READ, System.nanoTime()).get();

    assertThat(sample.failure()).startsWith("read /x: 503");
  }

  @Test
  void an_answer_that_contradicts_what_is_known_is_a_failure() throws Exception {
    Wanted wanted = Wanted.read("read", "/x", answer -> Optional.of("too old"));

    assertThat(sender.send(wanted, System.nanoTime()).get().failure())
        .isEqualTo("read /x: too old");
  }

  @Test
  void a_command_is_sent_once_and_again_only_to_find_out_what_became_of_it() throws Exception {
    status.set(503);
    sender.send(Wanted.command("deposit", DEPOSIT, a -> Optional.empty()), System.nanoTime()).get();
    assertThat(requests).hasValue(1);
    status.set(200);

    sender.settle();
    sender.settle();

    assertThat(requests).hasValue(2);
    assertThat(Files.readString(journal.file())).contains("\"what\":\"answered\",\"key\":\"k\"");
    assertThat(sender.samples()).hasSize(1);
  }

  @Test
  void a_request_that_nobody_takes_is_a_failure() throws Exception {
    server.stop(0);

    assertThat(sender.send(READ, System.nanoTime()).get().failure()).contains("no answer");
  }

  private void awaitRequests(int number) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (requests.get() < number) {
      assertThat(System.nanoTime()).as("requests: %s", requests).isLessThan(end);
      sleep();
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(5);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }
}
