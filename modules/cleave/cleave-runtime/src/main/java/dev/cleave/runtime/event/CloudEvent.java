package dev.cleave.runtime.event;

import java.util.LinkedHashMap;
import java.util.Map;

/** The context attributes of an event (CloudEvents 1.0), with two of its documented extensions. */
final class CloudEvent {
  private CloudEvent() {}

  /** All attributes but that of the data's media type, as text. */
  static Map<String, String> attributes(Delivery delivery) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("specversion", "1.0");
    attributes.put("id", delivery.eventId().toString());
    attributes.put("source", source(delivery.type()));
    attributes.put("type", delivery.type());
    attributes.put("time", delivery.publishedAt().toString());
    attributes.put("partitionkey", delivery.key());
    delivery.traceparent().ifPresent(trace -> attributes.put("traceparent", trace));
    return attributes;
  }

  /** A module, as a URI reference: {@code /modules/accounts}. */
  static String source(String type) {
    return "/modules/" + type.substring(0, type.indexOf('.'));
  }
}
