package dev.cleave.discovery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cleave.runtime.instance.Announcement;
import dev.cleave.runtime.instance.FoundInstance;
import java.net.URI;

/**
 * How an instance stands in an engine that keeps a tree of values, etcd or ZooKeeper: under {@code
 * <root>/<module>/<binding>/<process>}, as <code>{"url":"http://host:port","weight":1}</code>. The
 * root is the path of the engine's URI, {@code /cleave} without one.
 */
final class Registered {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ROOT = "/cleave";

  private Registered() {}

  static String root(URI engine) {
    String path = engine.getPath() == null ? "" : engine.getPath().replaceFirst("/+$", "");
    return path.isEmpty() ? ROOT : path;
  }

  static String folder(URI engine, String module, String binding) {
    return root(engine) + "/" + module + "/" + binding;
  }

  static String place(URI engine, Announcement one) {
    return folder(engine, one.module(), one.binding()) + "/" + one.process();
  }

  static String value(Announcement one) {
    return JSON.createObjectNode()
        .put("url", one.url().toString())
        .put("weight", one.weight())
        .toString();
  }

  /** What is no such value is handed on as it is, to be refused where all is checked. */
  static FoundInstance read(String value) {
    try {
      JsonNode node = JSON.readTree(value);
      if (node != null && node.path("url").isTextual()) {
        return new FoundInstance(node.get("url").asText(), node.path("weight").asInt(1));
      }
    } catch (JsonProcessingException e) {
      // handed on as it is
    }
    return new FoundInstance(value, 1);
  }
}
