package dev.cleave.runtime.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.cleave.runtime.json.ContractJson;
import dev.cleave.runtime.message.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A group of deliveries as one message: a batch of CloudEvents 1.0 in the JSON format, in order,
 * with the extensions {@code partitionkey}, {@code traceparent} and {@code cleaveattempts}. They
 * are handled together or not at all, so they travel together.
 *
 * @param generation of the subscription
 * @param limit how long the listener may take
 */
record EventBatch(int generation, Duration limit, List<Delivery> deliveries) {
  static final String CONTENT_TYPE = "application/cloudevents-batch+json";
  private static final String GENERATION = "cleave_generation";
  private static final String LIMIT = "cleave_limit_ms";
  private static final ObjectMapper JSON = ContractJson.instance();

  /** The queue of a subscription. */
  static String queue(String subscription) {
    return "cleave.events." + subscription;
  }

  Message write() {
    ArrayNode events = JSON.createArrayNode();
    for (Delivery delivery : deliveries) {
      ObjectNode event = events.addObject();
      CloudEvent.attributes(delivery).forEach((name, value) -> event.put(name, value));
      event.put("datacontenttype", "application/json");
      event.put("cleaveattempts", delivery.attempts());
      event.putRawValue("data", new RawValue(delivery.payload()));
    }
    Map<String, Object> properties = new HashMap<>();
    properties.put(GENERATION, generation);
    properties.put(LIMIT, limit.toMillis());
    return new Message(properties, CONTENT_TYPE, events.toString());
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException saying what is missing
   */
  static EventBatch read(Message message) {
    try {
      JsonNode events = JSON.readTree(message.body());
      if (events == null || !events.isArray() || events.isEmpty()) {
        throw new IllegalArgumentException("the body is no batch of CloudEvents");
      }
      List<Delivery> deliveries = new ArrayList<>();
      for (JsonNode event : events) {
        deliveries.add(delivery(event, deliveries.size()));
      }
      return new EventBatch(
          number(message, GENERATION), Duration.ofMillis(number(message, LIMIT)), deliveries);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("the time of an event is none: " + e.getMessage(), e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the body is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static int number(Message message, String property) {
    try {
      return Integer.parseInt(message.text(property).orElse(""));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "the property " + property + " is missing or no number", e);
    }
  }

  private static Delivery delivery(JsonNode event, int position) throws JsonProcessingException {
    return new Delivery(
        position,
        0,
        text(event, "partitionkey"),
        event.path("cleaveattempts").asInt(),
        UUID.fromString(text(event, "id")),
        text(event, "type"),
        JSON.writeValueAsString(event.path("data")),
        Instant.parse(text(event, "time")),
        Optional.ofNullable(event.path("traceparent").textValue()));
  }

  private static String text(JsonNode event, String attribute) {
    String text = event.path(attribute).textValue();
    if (text == null) {
      throw new IllegalArgumentException("an event has no " + attribute);
    }
    return text;
  }
}
