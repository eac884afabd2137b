package dev.cleave.runtime.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cleave.runtime.event.billing.Bills;
import dev.cleave.runtime.event.sales.Sales;
import dev.cleave.runtime.event.sales.Sold;
import dev.cleave.runtime.message.MemoryBroker;
import dev.cleave.runtime.message.Message;
import dev.cleave.runtime.message.Messaging.Destination;
import dev.cleave.runtime.message.Messaging.Unprocessable;
import dev.cleave.runtime.message.Received;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events that are sent to the world outside, and messages of it that become events. */
class OutsideIT {
  private static final Destination SOLD = new Destination("sold", false);
  private static final Destination NEWS = new Destination("news", true);
  private static final Destination SOLD_TODAY = new Destination("sold.today", false);
  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  private static EventsWorld world;

  private final MemoryBroker broker = new MemoryBroker();
  private final Map<String, String> properties =
      new ConcurrentHashMap<>(Map.of("cleave.jms.url", broker.url().toString()));

  @BeforeAll
  static void start() throws IOException, SQLException {
    world = new EventsWorld();
  }

  @AfterAll
  static void stop() throws IOException {
    world.close();
  }

  @AfterEach
  void forget() throws SQLException {
    world.reset();
    broker.close();
  }

  private Events process() {
    return world.process(
        world.settings("shop", FaultPoints.NONE, EventsWorld.TIMEOUT, EventsWorld.LONG_LEASE),
        properties,
        event -> ((Sold) event).number() < 0 ? Set.of("number: must not be negative") : Set.of(),
        new Bills(world.dataSource("billing"), event -> {}));
  }

  private static void publish(Events events, Sold... sold) throws Exception {
    world.inTransaction(
        () -> {
          for (Sold each : sold) {
            events.publisher().publish(each, Sales.class);
          }
        });
  }

  private static void soon(ThrowingRunnable assertion) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(assertion);
  }

  private List<String> bodies(Destination destination) {
    return broker.sentTo(destination).stream().map(Message::body).toList();
  }

  @Test
  void an_exported_event_is_a_cloud_event_with_its_json_for_queue_and_topic() throws Exception {
    properties.put("cleave.export.queue.sold", "sales.sold.v1");
    properties.put("cleave.export.topic.news", "sales.sold.v1");
    publish(process(), Sold.of("lamp", 1));

    soon(() -> assertThat(broker.sentTo(SOLD)).hasSize(1));
    soon(() -> assertThat(broker.sentTo(NEWS)).isEqualTo(broker.sentTo(SOLD)));
    Message message = broker.sentTo(SOLD).get(0);
    assertThat(message.body()).isEqualTo("{\"article\":\"lamp\",\"number\":1}");
    assertThat(message.contentType()).isEqualTo("application/json");
    assertThat(message.text("cloudEvents_id"))
        .contains(world.rows("select event_id from sales.cleave_event").get(0));
    assertThat(message.properties())
        .containsOnlyKeys(
            "cloudEvents_specversion",
            "cloudEvents_id",
            "cloudEvents_source",
            "cloudEvents_type",
            "cloudEvents_time",
            "cloudEvents_partitionkey")
        .containsEntry("cloudEvents_specversion", "1.0")
        .containsEntry("cloudEvents_source", "/modules/sales")
        .containsEntry("cloudEvents_type", "sales.sold.v1")
        .containsEntry("cloudEvents_partitionkey", "lamp");
    world.await("sales.cleave_outbox", 0);
  }

  @Test
  void an_export_waits_for_the_broker_and_then_sends_in_order_and_without_dead_letters()
      throws Exception {
    properties.put("cleave.export.queue.sold", "sales.sold.v1");
    broker.setAway(true);
    publish(process(), Sold.of("lamp", 1), Sold.of("lamp", 2));
    publish(process(), Sold.of("lamp", 3));
    world.await("billing.bill", 3);
    assertThat(world.count("sales.cleave_outbox where attempts > 0")).isZero();
    world.await("sales.cleave_outbox", 3);
    broker.setAway(false);

    world.await("sales.cleave_outbox", 0);
    assertThat(bodies(SOLD))
        .extracting(body -> body.replaceAll("\\D", ""))
        .containsExactly("1", "2", "3");
  }

  @Test
  void a_process_that_no_longer_sends_leaves_its_share_to_another() throws Exception {
    properties.put("cleave.export.queue.sold", "sales.sold.v1");
    Map<String, String> ofAnother = new ConcurrentHashMap<>(properties);
    process();
    Events another =
        world.process(
            world.settings(
                "another", FaultPoints.NONE, EventsWorld.TIMEOUT, EventsWorld.LONG_LEASE),
            ofAnother,
            event -> Set.of(),
            new Bills(world.dataSource("billing"), event -> {}));
    String holders =
        "(select distinct holder from sales.cleave_lease l join sales.cleave_subscription s"
            + " on s.id = l.subscription where s.name like 'export.%' and holder is not null) h";
    world.await(holders, 2);
    properties.remove("cleave.export.queue.sold");
    for (int i = 0; i < 40; i++) {
      publish(another, Sold.of("article " + i, i));
    }

    soon(() -> assertThat(broker.sentTo(SOLD)).hasSize(40));
    world.await(holders, 1);
  }

  @Test
  void exports_begin_and_end_while_the_process_runs_and_what_was_not_sent_is_dropped()
      throws Exception {
    Events events = process();
    properties.put("cleave.export.queue.sold", "sales.sold.v1");
    properties.put("cleave.export.queue.sold.today", "sales.sold.v1");
    world.await("sales.cleave_subscription where name like 'export.%'", 2);
    broker.setAway(true);
    publish(events, Sold.of("lamp", 1));
    world.await("sales.cleave_outbox", 2);

    properties.put("cleave.export.queue.sold", "none");
    world.await("sales.cleave_subscription where name like 'export.%'", 1);
    broker.setAway(false);
    world.await("sales.cleave_outbox", 0);
    publish(events, Sold.of("lamp", 2));
    soon(() -> assertThat(bodies(SOLD_TODAY)).hasSize(2));
    assertThat(bodies(SOLD)).isEmpty();
    assertThat(events.problems()).isEmpty();
  }

  @Test
  void a_message_becomes_an_event_once_known_by_source_and_id_or_by_its_own() throws Exception {
    properties.put("cleave.import.shops", "sales.sold.v1");
    process();
    soon(() -> assertThat(broker.queues()).containsExactly("shops"));

    String lamp = "{\"article\":\"lamp\",\"number\":%d,\"colour\":\"red\"}";
    broker.deliver("shops", cloudEvent("a", "/north", lamp.formatted(1)));
    broker.deliver("shops", cloudEvent("a", "/north", lamp.formatted(99)));
    broker.deliver("shops", cloudEvent("a", "/south", lamp.formatted(2)));
    broker.deliver("shops", message("7", Map.of(), lamp.formatted(3)));
    broker.deliver("shops", message("7", Map.of(), lamp.formatted(99)));
    broker.deliver("shops", message("8", Map.of(), lamp.formatted(4)));

    world.await("billing.bill", 4);
    assertThat(world.rows("select number from billing.bill order by id"))
        .containsExactly("1", "2", "3", "4");
    assertThat(world.rows("select payload from sales.cleave_event order by position"))
        .first()
        .isEqualTo("{\"article\":\"lamp\",\"number\":1}");
    assertThat(world.rows("select coalesce(traceparent, '') from sales.cleave_event"))
        .containsOnly("");
  }

  @Test
  void an_imported_event_goes_on_with_the_trace_of_its_message_if_it_is_one() throws Exception {
    properties.put("cleave.import.shops", "sales.sold.v1");
    process();
    soon(() -> assertThat(broker.queues()).isNotEmpty());
    String lamp = "{\"article\":\"lamp\",\"number\":1}";
    broker.deliver("shops", message("1", Map.of("cloudEvents_traceparent", TRACE), lamp));
    broker.deliver("shops", message("2", Map.of("cloudEvents_traceparent", TRACE + "\0"), lamp));

    assertThat(
            world.rows(
                "select coalesce(traceparent, '') from sales.cleave_event order by position"))
        .containsExactly(TRACE, "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sales.sold.v1 | {\"article\":             | cannot be read as sales.sold.v1",
        "sales.sold.v1 | ''                        | cannot be read as sales.sold.v1",
        "sales.sold.v1 | null                      | is null",
        "sales.sold.v1 | {\"number\":1}            | has no article",
        "sales.sold.v1 | {\"article\":\"lamp\"}    | cannot be read as sales.sold.v1",
        "sales.sold.v1 | {\"article\":null,\"number\":1}       | has no article",
        "sales.sold.v1 | {\"article\":\"lamp\",\"number\":-1}  | number: must not be negative",
        "sales.sold.v2 | {\"article\":\"lamp\",\"number\":1}   | is a sales.sold.v2",
      })
  void a_message_that_is_no_such_event_is_refused_with_the_reason(
      String type, String body, String reason) throws Exception {
    properties.put("cleave.import.shops", "sales.sold.v1");
    process();
    soon(() -> assertThat(broker.queues()).isNotEmpty());

    assertThatExceptionOfType(Unprocessable.class)
        .isThrownBy(
            () -> broker.deliver("shops", message("1", Map.of("cloudEvents_type", type), body)))
        .withMessageContaining(reason);
    assertThat(world.count("sales.cleave_event")).isZero();
    assertThat(world.count("sales.cleave_received")).isZero();
  }

  @Test
  void imports_begin_and_end_while_the_process_runs() {
    Events events = process();
    properties.put("cleave.import.shops", "sales.sold.v1");
    soon(() -> assertThat(broker.queues()).containsExactly("shops"));
    properties.remove("cleave.import.shops");
    soon(() -> assertThat(broker.queues()).isEmpty());
    assertThat(events.problems()).isEmpty();
  }

  @Test
  void what_cannot_work_is_told_and_not_done() throws Exception {
    properties.put("cleave.import.cleave.dead-letters", "sales.sold.v1");
    properties.put("cleave.import.unheard", "sales.sould.v1");
    properties.put("cleave.import.circle", "sales.sold.v1");
    properties.put("cleave.export.queue.circle", "sales.sold.v1");
    properties.put("cleave.export.queue.cleave.sales.requests", "sales.sold.v1");
    properties.put("cleave.export.topic.unheard", "sales.sould.v1");
    properties.put("cleave.import.shops", "sales.sold.v1");
    Events events = process();
    publish(events, Sold.of("lamp", 1));

    soon(() -> assertThat(broker.queues()).containsExactly("shops"));
    world.await("sales.cleave_outbox", 0);
    assertThat(broker.sentTo(new Destination("circle", false))).hasSize(1);
    assertThat(broker.sentTo(new Destination("cleave.sales.requests", false))).isEmpty();
    assertThat(events.problems())
        .satisfiesExactlyInAnyOrder(
            problem -> assertThat(problem).contains("import.cleave.dead-letters", "the system"),
            problem -> assertThat(problem).contains("import.unheard", "did you mean"),
            problem -> assertThat(problem).contains("import.circle", "use two queues"),
            problem ->
                assertThat(problem).contains("queue.cleave.sales.requests", "choose another"),
            problem -> assertThat(problem).contains("topic.unheard", "did you mean"));
  }

  @Test
  void without_a_broker_nothing_goes_out_or_comes_in() throws Exception {
    properties.remove("cleave.jms.url");
    properties.put("cleave.export.queue.sold", "sales.sold.v1");
    properties.put("cleave.import.shops", "sales.sold.v1");
    Events events = process();
    publish(events, Sold.of("lamp", 1));

    world.await("billing.bill", 1);
    world.await("sales.cleave_outbox", 0);
    assertThat(world.count("sales.cleave_subscription where name like 'export.%'")).isZero();
    assertThat(broker.queues()).isEmpty();
    assertThat(events.problems()).isEmpty();
  }

  private static Received cloudEvent(String id, String source, String body) {
    Map<String, Object> attributes = new HashMap<>();
    attributes.put("cloudEvents_id", id);
    attributes.put("cloudEvents_source", source);
    attributes.put("cloudEvents_type", "sales.sold.v1");
    return message(UUID.randomUUID().toString(), attributes, body);
  }

  private static Received message(String id, Map<String, Object> properties, String body) {
    return new Received(
        new Message(properties, "application/json", body), id, Optional.empty(), false);
  }
}
