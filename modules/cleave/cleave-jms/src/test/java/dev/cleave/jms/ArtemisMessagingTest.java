package dev.cleave.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.cleave.runtime.message.Message;
import dev.cleave.runtime.message.Messaging;
import dev.cleave.runtime.message.Messaging.Consumption;
import dev.cleave.runtime.message.Messaging.Destination;
import dev.cleave.runtime.message.Messaging.NotSent;
import dev.cleave.runtime.message.Messaging.Unanswered;
import dev.cleave.runtime.message.Messaging.Unprocessable;
import dev.cleave.runtime.message.Received;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtemisMessagingTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Destination DEAD = new Destination("cleave.dead-letters", false);

  @TempDir private static Path directory;
  private static TestBroker broker;
  private static Messaging messaging;

  private final String queue = "test." + UUID.randomUUID();

  @BeforeAll
  static void start() throws Exception {
    broker = new TestBroker(directory);
    broker.start();
    messaging = new ArtemisProvider().open(broker.settings(TestBroker.PASSWORD));
  }

  @AfterAll
  static void stop() throws Exception {
    messaging.close();
    broker.close();
  }

  private static long in(long millis) {
    return System.nanoTime() + Duration.ofMillis(millis).toNanos();
  }

  private static Message text(String body) {
    return Message.of(Map.of("kind", "test", "number", 7), body);
  }

  private String ask(String body, long millis) throws NotSent, Unanswered {
    return messaging.request(queue, text(body), in(millis), true).body();
  }

  private static Message echo(Received received) {
    return Message.of(received.message().properties(), "re: " + received.message().body());
  }

  @Test
  void a_request_is_answered_with_its_properties() throws Exception {
    try (Consumption consumption = messaging.consume(queue, 2, ArtemisMessagingTest::echo)) {
      Message answer = messaging.request(queue, text("Zoë 李 🦊"), in(10_000), false);

      assertThat(answer.body()).isEqualTo("re: Zoë 李 🦊");
      assertThat(answer.text("kind")).contains("test");
      assertThat(answer.text("number")).contains("7");
    }
  }

  @Test
  void of_many_at_once_each_gets_its_own_answer() throws Exception {
    try (Consumption consumption = messaging.consume(queue, 4, ArtemisMessagingTest::echo)) {
      List<CompletableFuture<String>> answers = new CopyOnWriteArrayList<>();
      for (int i = 0; i < 200; i++) {
        String body = "n" + i;
        answers.add(
            CompletableFuture.supplyAsync(
                () -> {
                  try {
                    return ask(body, 20_000);
                  } catch (NotSent | Unanswered e) {
                    throw new IllegalStateException(e);
                  }
                }));
      }
      for (int i = 0; i < 200; i++) {
        assertThat(answers.get(i).get(20, TimeUnit.SECONDS)).isEqualTo("re: n" + i);
      }
    }
  }

  @Test
  void a_request_that_nobody_takes_expires_with_its_deadline() {
    long expired = broker.count("cleave.expired");
    assertThatExceptionOfType(Unanswered.class).isThrownBy(() -> ask("late", 2_000));

    await().atMost(PATIENCE).until(() -> broker.count("cleave.expired") == expired + 1);
    assertThat(broker.count(queue)).isZero();
  }

  @Test
  void a_large_request_and_a_large_answer_arrive() throws Exception {
    String body = "x".repeat(3_000_000);
    try (Consumption consumption = messaging.consume(queue, 1, ArtemisMessagingTest::echo)) {
      assertThat(ask(body, 20_000)).isEqualTo("re: " + body);
    }
  }

  /** Takes the dead letters of this test's queue. */
  private Consumption buried(Consumer<Message> mourner) {
    return messaging.consume(
        DEAD.name(),
        1,
        received -> {
          if (received.message().text("cleave_queue").orElse("").equals(queue)) {
            mourner.accept(received.message());
          }
          return null;
        });
  }

  @Test
  void what_cannot_be_processed_is_dead_lettered_with_its_cause_and_blocks_nothing()
      throws Exception {
    CompletableFuture<Message> dead = new CompletableFuture<>();
    try (Consumption consumption =
            messaging.consume(
                queue,
                1,
                received -> {
                  if (received.message().body().equals("bad")) {
                    throw new Unprocessable("it is bad");
                  }
                  return echo(received);
                });
        Consumption graveyard = buried(dead::complete)) {
      messaging.send(new Destination(queue, false), text("bad"));
      assertThat(ask("good", 10_000)).isEqualTo("re: good");

      Message letter = dead.get(20, TimeUnit.SECONDS);
      assertThat(letter.body()).isEqualTo("bad");
      assertThat(letter.text("cleave_cause")).contains("it is bad");
      assertThat(letter.text("kind")).contains("test");
    }
  }

  @Test
  void a_dead_letter_has_all_that_another_client_wrote_under_whatever_names() throws Exception {
    CompletableFuture<Message> dead = new CompletableFuture<>();
    try (Consumption consumption =
            messaging.consume(
                queue,
                1,
                received -> {
                  if (received.message().text("cloudEvents:id").isPresent()) {
                    throw new Unprocessable("it is bad");
                  }
                  return echo(received);
                });
        Consumption graveyard = buried(dead::complete)) {
      sendFromAnotherClient(
          session -> {
            ActiveMQMessage message = (ActiveMQMessage) session.createTextMessage("bad");
            message.getCoreMessage().putStringProperty("cloudEvents:id", "7");
            message.getCoreMessage().putBytesProperty("a picture", new byte[] {1, 2});
            return message;
          });
      assertThat(ask("good", 10_000)).isEqualTo("re: good");

      Message letter = dead.get(20, TimeUnit.SECONDS);
      assertThat(letter.text("cloudEvents:id")).contains("7");
      assertThat(letter.properties().get("a picture")).isEqualTo(new byte[] {1, 2});
      assertThat(letter.text("cleave_cause")).contains("it is bad");
    }
  }

  @Test
  void bytes_that_are_no_text_are_dead_lettered_and_not_changed_into_some() throws Exception {
    try (Consumption consumption = messaging.consume(queue, 1, ArtemisMessagingTest::echo)) {
      long before = broker.count(DEAD.name());
      sendFromAnotherClient(
          session -> {
            BytesMessage message = session.createBytesMessage();
            message.writeBytes(new byte[] {'"', (byte) 0xff, '"'});
            return message;
          });
      assertThat(ask("good", 10_000)).isEqualTo("re: good");
      await().atMost(PATIENCE).until(() -> broker.count(DEAD.name()) == before + 1);
    }
  }

  /** Makes a message with a session of a client that is not the toolkit's. */
  private interface Making {
    jakarta.jms.Message make(Session session) throws JMSException;
  }

  private void sendFromAnotherClient(Making making) throws JMSException {
    try (ActiveMQConnectionFactory factory =
            new ActiveMQConnectionFactory(
                broker.settings("").url() + "?useEpoll=false",
                TestBroker.USER,
                TestBroker.PASSWORD);
        Connection connection = factory.createConnection();
        Session session = connection.createSession()) {
      session.createProducer(session.createQueue(queue)).send(making.make(session));
    }
  }

  @Test
  void a_poison_message_is_given_up_and_blocks_nothing() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    CompletableFuture<Message> dead = new CompletableFuture<>();
    try (Consumption consumption =
            messaging.consume(
                queue,
                1,
                received -> {
                  if (received.message().body().equals("poison")) {
                    attempts.incrementAndGet();
                    throw new IllegalStateException("poisoned");
                  }
                  return echo(received);
                });
        Consumption graveyard = buried(dead::complete)) {
      messaging.send(new Destination(queue, false), text("poison"));

      assertThat(ask("good", 10_000)).isEqualTo("re: good");
      assertThat(dead.get(20, TimeUnit.SECONDS).text("cleave_cause").orElse(""))
          .contains("never handled");
      assertThat(attempts.get()).isBetween(2, 10);
    }
  }

  @Test
  void a_serialized_object_is_dead_lettered_without_being_read() throws Exception {
    CountDownLatch dead = new CountDownLatch(1);
    try (Consumption consumption = messaging.consume(queue, 1, ArtemisMessagingTest::echo);
        Consumption graveyard = buried(letter -> dead.countDown())) {
      sendFromAnotherClient(session -> session.createObjectMessage(new java.util.ArrayList<>()));
      assertThat(dead.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(ask("good", 10_000)).isEqualTo("re: good");
    }
  }

  @Test
  void who_takes_no_more_handles_first_what_was_taken() throws Exception {
    CountDownLatch taken = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Consumption consumption =
        messaging.consume(
            queue,
            1,
            received -> {
              taken.countDown();
              awaitQuietly(go);
              return echo(received);
            });
    CompletableFuture<String> answer =
        CompletableFuture.supplyAsync(() -> askUnchecked("draining", 20_000));
    assertThat(taken.await(10, TimeUnit.SECONDS)).isTrue();
    CompletableFuture<Void> closed = CompletableFuture.runAsync(consumption::close);
    go.countDown();

    assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo("re: draining");
    closed.get(20, TimeUnit.SECONDS);
    messaging.send(new Destination(queue, false), text("left alone"));
    await().atMost(PATIENCE).until(() -> broker.count(queue) == 1);
  }

  private String askUnchecked(String body, long millis) {
    try {
      return ask(body, millis);
    } catch (NotSent | Unanswered e) {
      throw new IllegalStateException(e);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void a_restart_of_the_broker_costs_time_only() throws Exception {
    CountDownLatch taken = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    try (Consumption consumption =
        messaging.consume(
            queue,
            4,
            received -> {
              taken.countDown();
              awaitQuietly(go);
              return echo(received);
            })) {
      CompletableFuture<String> underWay =
          CompletableFuture.supplyAsync(() -> askUnchecked("under way", 30_000));
      assertThat(taken.await(10, TimeUnit.SECONDS)).isTrue();
      broker.stop();
      await().atMost(PATIENCE).until(() -> messaging.outage().isPresent());
      CompletableFuture<String> meanwhile =
          CompletableFuture.supplyAsync(() -> askUnchecked("meanwhile", 30_000));
      go.countDown();
      broker.start();

      assertThat(underWay.get(30, TimeUnit.SECONDS)).isEqualTo("re: under way");
      assertThat(meanwhile.get(30, TimeUnit.SECONDS)).isEqualTo("re: meanwhile");
      await().atMost(PATIENCE).until(() -> messaging.outage().isEmpty());
    }
  }

  @Test
  void a_broker_that_is_not_there_is_waited_for_a_little_and_found_when_it_comes()
      throws Exception {
    try (TestBroker late = new TestBroker(directory.resolve("late"));
        Messaging client = new ArtemisProvider().open(late.settings(TestBroker.PASSWORD))) {
      assertThatExceptionOfType(NotSent.class)
          .isThrownBy(() -> client.request(queue, text("x"), in(500), true))
          .withMessageContaining("away");
      assertThatExceptionOfType(NotSent.class)
          .isThrownBy(() -> client.send(new Destination(queue, false), text("x")));
      Consumption consumption = client.consume(queue, 1, ArtemisMessagingTest::echo);
      assertThat(client.outage()).isPresent();

      late.start();
      await().atMost(PATIENCE).until(() -> client.outage().isEmpty());
      assertThat(client.request(queue, text("x"), in(10_000), true).body()).isEqualTo("re: x");
      consumption.close();
    }
  }

  @Test
  void an_interrupt_ends_the_waiting_of_its_thread_and_of_no_other() throws Exception {
    CountDownLatch taken = new CountDownLatch(2);
    CountDownLatch go = new CountDownLatch(1);
    AtomicInteger deliveries = new AtomicInteger();
    try (Consumption consumption =
        messaging.consume(
            queue,
            4,
            received -> {
              deliveries.incrementAndGet();
              taken.countDown();
              awaitQuietly(go);
              return echo(received);
            })) {
      CompletableFuture<Boolean> wasInterrupted = new CompletableFuture<>();
      Thread impatient =
          new Thread(
              () -> {
                try {
                  ask("interrupted", 60_000);
                  wasInterrupted.complete(false);
                } catch (NotSent | Unanswered e) {
                  wasInterrupted.complete(Thread.currentThread().isInterrupted());
                }
              });
      impatient.start();
      CompletableFuture<String> other =
          CompletableFuture.supplyAsync(() -> askUnchecked("other", 30_000));
      assertThat(taken.await(10, TimeUnit.SECONDS)).isTrue();
      impatient.interrupt();
      assertThat(wasInterrupted.get(10, TimeUnit.SECONDS)).isTrue();
      assertThat(messaging.outage()).isEmpty();
      go.countDown();

      assertThat(other.get(20, TimeUnit.SECONDS)).isEqualTo("re: other");
      assertThat(deliveries).hasValue(2);
    }
  }

  @Test
  void a_queue_that_is_refused_holds_up_no_other_and_is_taken_when_it_can_be() throws Exception {
    String refused = "exclusive." + UUID.randomUUID();
    broker.allowConsumers(refused, 0);
    try (Consumption waiting = messaging.consume(refused, 1, ArtemisMessagingTest::echo);
        Consumption consumption = messaging.consume(queue, 1, ArtemisMessagingTest::echo)) {
      assertThat(ask("meanwhile", 10_000)).isEqualTo("re: meanwhile");
      assertThat(messaging.outage()).isEmpty();
      broker.allowConsumers(refused, 1);

      assertThat(messaging.request(refused, text("now"), in(15_000), true).body())
          .isEqualTo("re: now");
    }
  }

  @Test
  void wrong_credentials_are_named_as_the_reason() {
    try (Messaging stranger = new ArtemisProvider().open(broker.settings("wrong"))) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(stranger.outage().orElseThrow().reason())
                      .containsIgnoringCase("validate user"));
    }
  }
}
