package dev.cleave.shop.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cleave.shop.server.SharedServer;
import dev.cleave.test.Routes;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a stranger may put into a module's queue: it is answered or dead-lettered, and blocks
 * nothing.
 */
@ArquillianTest
@RunAsClient
class BadMessagesIT {
  private static final String REQUESTS = "cleave.probe.requests";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PATIENCE = 20_000;

  private Routes routes;
  private ActiveMQConnectionFactory factory;
  private Connection connection;
  private Session session;
  private MessageProducer producer;
  private Queue answers;
  private MessageConsumer consumer;

  @BeforeEach
  void connect() throws JMSException {
    routes =
        new Routes(
            Path.of(SharedServer.setting("cleave.routes")),
            Target.internalUrl(),
            SharedServer.setting("cleave.internal.secret"));
    routes.set("probe", "jms");
    factory =
        new ActiveMQConnectionFactory(
            SharedServer.setting("cleave.jms.url") + "?useEpoll=false",
            SharedServer.setting("cleave.jms.user"),
            SharedServer.setting("cleave.jms.password"));
    connection = factory.createConnection();
    session = connection.createSession();
    producer = session.createProducer(session.createQueue(REQUESTS));
    answers = session.createTemporaryQueue();
    consumer = session.createConsumer(answers);
    connection.start();
  }

  @AfterEach
  void leave() throws JMSException {
    connection.close();
    factory.close();
    routes.set("probe", "local");
  }

  private TextMessage request(String method, String body) throws JMSException {
    TextMessage request = session.createTextMessage(body);
    request.setJMSReplyTo(answers);
    request.setJMSCorrelationID(UUID.randomUUID().toString());
    if (method != null) {
      request.setStringProperty("cleave_method", method);
    }
    return request;
  }

  private TextMessage answerTo(Message request) throws JMSException {
    producer.send(request);
    TextMessage answer = (TextMessage) consumer.receive(PATIENCE);
    assertThat(answer).as("an answer").isNotNull();
    assertThat(answer.getJMSCorrelationID()).isEqualTo(request.getJMSCorrelationID());
    return answer;
  }

  private void assertRefused(Message request, String code, String... details)
      throws JMSException, IOException {
    TextMessage answer = answerTo(request);
    JsonNode problem = JSON.readTree(answer.getText());
    assertThat(answer.getStringProperty("cleave_problem")).isEqualTo(code);
    assertThat(problem.path("code").asText()).isEqualTo(code);
    assertThat(problem.path("detail").asText()).contains(details);
    assertThat(answer.getText())
        .as("nothing of the inside")
        .doesNotContainPattern("Exception|\\bat \\S+\\(|jackson|java\\.");
    assertWorks();
  }

  private void assertWorks() throws JMSException {
    TextMessage answer = answerTo(request("Probe.text", "{\"of\":\"works\"}"));
    assertThat(answer.getText()).isEqualTo("\"works\"");
  }

  @Test
  void without_its_properties() throws Exception {
    assertRefused(request(null, "{}"), "cleave.invalid-request", "cleave_method");
  }

  @Test
  void of_an_unknown_method() throws Exception {
    assertRefused(request("Probe.explode", "{}"), "cleave.no-such-method", "Probe.explode");
  }

  @Test
  void of_another_version_of_the_contract() throws Exception {
    TextMessage request = request("Probe.text", "{\"of\":\"x\"}");
    request.setStringProperty("cleave_contract_version", "7");
    assertRefused(request, "cleave.unknown-contract-version", "version 7", "version 1");
  }

  @Test
  void that_is_too_large() throws Exception {
    assertRefused(
        request("Probe.text", "{\"of\":\"%s\"}".formatted("x".repeat(1_500_000))),
        "cleave.body-too-large",
        "1048576");
  }

  @Test
  void that_is_no_json_or_not_the_json_that_is_expected() throws Exception {
    assertRefused(request("Probe.text", "{\"text\":"), "cleave.invalid-request", "JSON");
    assertRefused(request("Probe.text", "[1]"), "cleave.invalid-request", "by name");
    assertRefused(request("Probe.text", "{\"of\":7}"), "cleave.invalid-request", "string");
    assertRefused(request("Probe.text", "{}"), "cleave.invalid-request", "of is required");
  }

  @Test
  void whose_caller_is_not_written_as_it_must_be() throws Exception {
    TextMessage request = request("Probe.text", "{\"of\":\"x\"}");
    request.setStringProperty("cleave_caller", "SYSTEM:%zz");
    assertRefused(request, "cleave.invalid-request", "cleave_caller");
  }

  @Test
  void whose_answer_is_correlated_as_that_to_another_ones_request() throws Exception {
    for (String name : List.of("first", "second")) {
      String unique = name + UUID.randomUUID();
      TextMessage request = request("Probe.make", "{\"body\":{\"name\":\"%s\"}}".formatted(unique));
      request.setJMSCorrelationID("1");

      assertThat(nextAnswer(request, unique).getStringProperty("cleave_problem")).isNull();
    }
  }

  private TextMessage nextAnswer(Message request, String containing) throws JMSException {
    producer.send(request);
    TextMessage answer = (TextMessage) consumer.receive(PATIENCE);
    while (answer != null && !answer.getText().contains(containing)) {
      answer = (TextMessage) consumer.receive(PATIENCE);
    }
    assertThat(answer).as("an answer about " + containing).isNotNull();
    return answer;
  }

  @Test
  void that_nobody_awaits_an_answer_to() throws Exception {
    TextMessage request = request("Probe.text", "{\"of\":\"x\"}");
    request.setJMSReplyTo(session.createQueue("nobody." + UUID.randomUUID()));
    producer.send(request);
    assertWorks();
  }

  @Test
  void that_cannot_be_answered_is_dead_lettered_with_its_cause() throws Exception {
    String mark = UUID.randomUUID().toString();
    TextMessage request = session.createTextMessage("{}");
    request.setStringProperty("cleave_method", "Probe.explode");
    request.setStringProperty("mark", mark);
    producer.send(request);
    try (MessageConsumer dead =
        session.createConsumer(
            session.createQueue("cleave.dead-letters"), "mark = '%s'".formatted(mark))) {
      Message letter = dead.receive(PATIENCE);
      assertThat(letter).isNotNull();
      assertThat(letter.getStringProperty("cleave_cause")).contains("Probe.explode");
      assertThat(letter.getStringProperty("cleave_queue")).isEqualTo(REQUESTS);
    }
    assertWorks();
  }

  @Test
  void that_expired_before_it_was_taken_is_not_carried_out() throws Exception {
    routes.set("probe", "local");
    String mark = UUID.randomUUID().toString();
    TextMessage request = request("Probe.text", "{\"of\":\"late\"}");
    request.setStringProperty("mark", mark);
    MessageProducer elsewhere =
        session.createProducer(session.createQueue("cleave.nobody.requests"));
    elsewhere.setTimeToLive(1);
    elsewhere.send(request);
    try (MessageConsumer expired =
        session.createConsumer(
            session.createQueue("cleave.expired"), "mark = '%s'".formatted(mark))) {
      assertThat(expired.receive(PATIENCE)).isNotNull();
    }
  }

  @Test
  void garbage_on_the_port_of_the_broker_disturbs_nobody() throws Exception {
    URI broker = URI.create(SharedServer.setting("cleave.jms.url"));
    byte[] garbage = new byte[100_000];
    new Random(1).nextBytes(garbage);
    try (Socket socket = new Socket(broker.getHost(), broker.getPort());
        OutputStream out = socket.getOutputStream()) {
      out.write(garbage);
    } catch (IOException closedByTheBroker) {
      // as it should
    }
    assertWorks();
  }
}
