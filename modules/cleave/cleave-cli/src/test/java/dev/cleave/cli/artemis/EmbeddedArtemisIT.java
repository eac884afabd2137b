package dev.cleave.cli.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cleave.cli.CommandFailed;
import dev.cleave.cli.FileTree;
import dev.cleave.cli.process.RunningProcess;
import dev.cleave.cli.process.Undo;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.TemporaryQueue;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One broker for all tests, in a folder whose name has a space; killing it comes last. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EmbeddedArtemisIT {

  private static final Path JAR =
      Path.of("../../../app-server-config/artemis/broker/target/cleave-broker.jar");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long RECEIVE_MILLIS = 5000;
  private static final long NOTHING_MILLIS = 200;
  private static final String PASSWORD = "of modules";
  private static final String OUTSIDE_PASSWORD = "of others";

  private static Path home;
  private static int port;
  private static int amqpPort;
  private static Undo undo;
  private static EmbeddedArtemis artemis;

  private enum Protocol {
    CORE,
    AMQP;

    private ConnectionFactory factory() {
      return this == CORE
          ? new ActiveMQConnectionFactory("tcp://localhost:" + port)
          : new JmsConnectionFactory("amqp://localhost:" + amqpPort);
    }

    private JMSContext cleave() {
      return factory().createContext("cleave", PASSWORD);
    }

    private JMSContext outside() {
      return factory().createContext("outside", OUTSIDE_PASSWORD);
    }
  }

  @BeforeAll
  static void start() throws IOException {
    home = Files.createTempDirectory("my repository ");
    port = freePort();
    amqpPort = freePort();
    undo = new Undo(() -> {});
    artemis = broker(home.resolve("artemis"), "artemis.log");
    start(artemis, port, amqpPort);
  }

  @AfterAll
  static void stop() throws IOException {
    undo.close();
    assertThat(artemis.running()).isEmpty();
    FileTree.delete(home);
  }

  @ParameterizedTest
  @EnumSource
  @Order(1)
  void a_module_sends_and_receives(Protocol protocol) throws JMSException {
    send(protocol.cleave(), "cleave.greetings", "hello");

    assertThat(receive(protocol.cleave(), "cleave.greetings")).isEqualTo("hello");
  }

  @ParameterizedTest
  @EnumSource
  @Order(1)
  void a_reply_comes_through_a_temporary_queue(Protocol protocol) throws JMSException {
    try (JMSContext context = protocol.outside()) {
      TemporaryQueue replies = context.createTemporaryQueue();
      try (JMSConsumer consumer = context.createConsumer(replies)) {
        context.createProducer().send(replies, "reply");
        assertThat(consumer.receive(RECEIVE_MILLIS).getBody(String.class)).isEqualTo("reply");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  @Order(1)
  void without_the_password_nobody_gets_in(Protocol protocol) {
    for (String[] wrong :
        new String[][] {{"cleave", "guess"}, {"nobody", PASSWORD}, {null, null}}) {
      assertThatThrownBy(() -> protocol.factory().createContext(wrong[0], wrong[1]).start())
          .isInstanceOf(JMSSecurityRuntimeException.class)
          .message()
          .containsAnyOf("Unable to validate user", "failed to authenticate", "SASL mechanism");
    }
  }

  @ParameterizedTest
  @EnumSource
  @Order(1)
  void the_world_outside_has_queues_of_its_own(Protocol protocol) throws JMSException {
    send(protocol.outside(), "orders", "ours");

    assertThat(receive(protocol.outside(), "orders")).isEqualTo("ours");
  }

  @ParameterizedTest
  @EnumSource
  @Order(1)
  void the_world_outside_touches_nothing_of_the_modules(Protocol protocol) throws JMSException {
    send(protocol.cleave(), "cleave.private", "secret");

    for (String queue : new String[] {"cleave.private", "cleave.new", "cleave.dead-letters"}) {
      assertThatThrownBy(() -> send(protocol.outside(), queue, "forged"))
          .isInstanceOf(JMSRuntimeException.class)
          .hasMessageContaining("outside does not have permission");
      assertThatThrownBy(() -> receive(protocol.outside(), queue))
          .isInstanceOf(JMSRuntimeException.class);
    }
    assertThat(receive(protocol.cleave(), "cleave.private")).isEqualTo("secret");
  }

  @Test
  @Order(1)
  void the_world_outside_cannot_take_the_name_of_a_modules_queue() {
    assertThatThrownBy(() -> send(Protocol.CORE.outside(), "theirs::cleave.later", "forged"))
        .isInstanceOf(JMSSecurityRuntimeException.class);
  }

  @Test
  @Order(1)
  void a_queue_with_the_name_of_a_pattern_receives_nothing_of_others() throws JMSException {
    try (JMSContext spy = Protocol.CORE.outside();
        JMSConsumer all = spy.createConsumer(spy.createTopic("#"))) {
      send(Protocol.CORE.cleave(), "cleave.spied", "secret");
      assertThat(all.receive(NOTHING_MILLIS)).isNull();
    }
    assertThat(receive(Protocol.CORE.cleave(), "cleave.spied")).isEqualTo("secret");
  }

  @Test
  @Order(1)
  void what_has_expired_is_kept_aside() throws JMSException {
    try (JMSContext context = Protocol.CORE.cleave()) {
      context
          .createProducer()
          .setTimeToLive(1)
          .send(context.createQueue("cleave.slow"), "too late");
      try (JMSConsumer slow = context.createConsumer(context.createQueue("cleave.slow"))) {
        assertThat(slow.receive(NOTHING_MILLIS)).isNull();
      }
    }
    assertThat(receive(Protocol.CORE.cleave(), "cleave.expired")).isEqualTo("too late");
  }

  @Test
  @Order(1)
  void garbage_on_either_port_disturbs_nobody() throws Exception {
    int threads = threads();
    for (int i = 0; i < 30; i++) {
      for (int each : new int[] {port, amqpPort}) {
        sendGarbage(each, i);
      }
    }
    for (Protocol protocol : Protocol.values()) {
      a_module_sends_and_receives(protocol);
    }
    await().untilAsserted(() -> assertThat(threads()).isLessThan(threads + 20));
    assertThat(Files.readString(home.resolve("artemis.log"))).doesNotContain("\tat ");
  }

  @Test
  @Order(1)
  void a_second_broker_on_the_same_data_is_refused() throws IOException {
    EmbeddedArtemis second = broker(home.resolve("artemis"), "second.log");

    assertThatThrownBy(() -> start(second, freePort(), freePort()))
        .isInstanceOf(CommandFailed.class)
        .hasMessageStartingWith(
            "The broker did not start: another broker has the data in "
                + home.resolve("artemis/data"));
    assertThat(artemis.running()).isPresent();
  }

  @Test
  @Order(1)
  void a_port_that_is_taken_is_named() throws IOException {
    EmbeddedArtemis other = broker(home.resolve("other"), "other.log");

    assertThatThrownBy(() -> start(other, freePort(), amqpPort))
        .isInstanceOf(CommandFailed.class)
        .hasMessageContaining("localhost:" + amqpPort);
    assertThat(other.running()).isEmpty();
  }

  @Test
  @Order(2)
  void what_was_confirmed_survives_the_process() throws Exception {
    send(Protocol.CORE.cleave(), "cleave.durable", "still there");
    RunningProcess killed = artemis.running().orElseThrow();
    ProcessHandle.of(killed.pid()).orElseThrow().destroyForcibly();
    killed.onExit().get();
    assertThat(artemis.running()).isEmpty();

    start(artemis, port, amqpPort);

    assertThat(receive(Protocol.AMQP.cleave(), "cleave.durable")).isEqualTo("still there");
  }

  private static EmbeddedArtemis broker(Path folder, String log) {
    assertThat(JAR)
        .withFailMessage("build it first: ./mvnw -pl :cleave-broker package")
        .isRegularFile();
    return new EmbeddedArtemis(JAR.toAbsolutePath().normalize(), folder, home.resolve(log));
  }

  private static RunningProcess start(EmbeddedArtemis broker, int port, int amqpPort)
      throws IOException {
    return broker.start(port, amqpPort, PASSWORD, OUTSIDE_PASSWORD, PATIENCE, undo);
  }

  private static void send(JMSContext connected, String queue, String text) {
    try (JMSContext context = connected) {
      context.createProducer().send(context.createQueue(queue), text);
    }
  }

  private static String receive(JMSContext connected, String queue) throws JMSException {
    try (JMSContext context = connected;
        JMSConsumer consumer = context.createConsumer(context.createQueue(queue))) {
      Message message = consumer.receive(RECEIVE_MILLIS);
      return message == null ? null : message.getBody(String.class);
    }
  }

  private static void sendGarbage(int port, int seed) throws IOException {
    byte[] garbage = new byte[200];
    new Random(seed).nextBytes(garbage);
    byte[][] all = {
      garbage,
      "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
      // A frame of two gigabytes, and a header of AMQP before what is none of its frames.
      {0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0, 0, 0, 0},
      {'A', 'M', 'Q', 'P', 3, 1, 0, 0, 0, 0, 0, 9, 2, 1, 0, 0, 77}
    };
    try (Socket socket = new Socket(InetAddress.getByName("localhost"), port)) {
      OutputStream out = socket.getOutputStream();
      out.write(all[seed % all.length]);
      out.flush();
    } catch (IOException refused) {
      // It may close the connection before everything was written.
    }
  }

  private static int threads() throws IOException {
    Path tasks = Path.of("/proc", Long.toString(artemis.running().orElseThrow().pid()), "task");
    if (!Files.isDirectory(tasks)) {
      return 0;
    }
    try (var all = Files.list(tasks)) {
      return (int) all.count();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
