package dev.cleave.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cleave.discovery.JsonClient.Answer;
import dev.cleave.runtime.instance.Announcement;
import dev.cleave.runtime.instance.Announcer;
import dev.cleave.runtime.instance.FoundInstance;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Eureka, over its REST operations. The application is {@code CLEAVE-<MODULE>-<BINDING>}; the URL
 * and the weight stand in the metadata, so that what another client registers, with a host and a
 * port, is found too. How soon a process that was killed is gone is for the server's eviction to
 * say.
 *
 * @see <a href="https://github.com/Netflix/eureka/wiki/Eureka-REST-operations">Eureka REST
 *     operations</a>
 */
final class EurekaEngine implements Engine {
  private static final Logger LOG = System.getLogger(EurekaEngine.class.getName());
  private static final int NOT_FOUND = 404;
  private static final String URL = "cleave-url";
  private static final String WEIGHT = "cleave-weight";

  private final URI engine;
  private final JsonClient client;
  private final String base;
  private final Set<Announcement> registered = new HashSet<>();

  EurekaEngine(URI engine) {
    this.engine = engine;
    this.client = new JsonClient(engine);
    String path = engine.getPath().replaceFirst("/+$", "");
    this.base = (path.isEmpty() ? "/eureka" : path) + "/apps/";
  }

  private static String application(String module, String binding) {
    return "CLEAVE-%s-%s".formatted(module, binding).toUpperCase(Locale.ROOT);
  }

  @Override
  public List<FoundInstance> instances(String module, String binding)
      throws IOException, InterruptedException {
    Answer answer = client.get(base + application(module, binding));
    if (answer.status() == NOT_FOUND) {
      return List.of();
    }
    if (!answer.isGood()) {
      throw new IOException("%s answered %d".formatted(engine, answer.status()));
    }
    List<FoundInstance> found = new ArrayList<>();
    for (JsonNode instance : each(answer.body().path("application").path("instance"))) {
      if (instance.path("status").asText().equals("UP")) {
        found.add(found(instance));
      }
    }
    return found;
  }

  /** Some versions write a list of one as its element. */
  private static Iterable<JsonNode> each(JsonNode node) {
    return node.isObject() ? List.of(node) : node;
  }

  private static FoundInstance found(JsonNode instance) {
    JsonNode metadata = instance.path("metadata");
    String url =
        metadata.path(URL).isTextual()
            ? metadata.path(URL).asText()
            : "http://%s:%s"
                .formatted(
                    instance.path("hostName").asText(), instance.path("port").path("$").asText());
    return new FoundInstance(url, metadata.path(WEIGHT).asInt(1));
  }

  @Override
  public void announce(Set<Announcement> served) throws IOException, InterruptedException {
    for (Announcement gone : new HashSet<>(registered)) {
      if (!served.contains(gone)) {
        remove(gone);
        registered.remove(gone);
      }
    }
    for (Announcement one : served) {
      if (!registered.contains(one) || !isRenewed(one)) {
        client.require("POST", base + application(one.module(), one.binding()), description(one));
        registered.add(one);
      }
    }
  }

  private boolean isRenewed(Announcement one) throws IOException, InterruptedException {
    return client.send("PUT", place(one), null).isGood();
  }

  private void remove(Announcement gone) throws IOException, InterruptedException {
    Answer answer = client.send("DELETE", place(gone), null);
    if (!answer.isGood() && answer.status() != NOT_FOUND) {
      throw new IOException("%s answered %d".formatted(engine, answer.status()));
    }
  }

  private String place(Announcement one) {
    return base + application(one.module(), one.binding()) + "/" + id(one);
  }

  private static String id(Announcement one) {
    return one.process() + ":" + one.module() + ":" + one.binding();
  }

  private static ObjectNode description(Announcement one) {
    ObjectNode instance = JsonNodeFactory.instance.objectNode();
    String application = application(one.module(), one.binding());
    instance.put("instanceId", id(one));
    instance.put("app", application);
    instance.put("vipAddress", application.toLowerCase(Locale.ROOT));
    instance.put("hostName", one.url().getHost());
    instance.put("ipAddr", one.url().getHost());
    instance.put("status", "UP");
    instance.putObject("port").put("$", one.url().getPort()).put("@enabled", "true");
    instance
        .putObject("dataCenterInfo")
        .put("@class", "com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo")
        .put("name", "MyOwn");
    instance
        .putObject("leaseInfo")
        .put("renewalIntervalInSecs", 2)
        .put("durationInSecs", Announcer.EXPIRY_SECONDS);
    instance
        .putObject("metadata")
        .put(URL, one.url().toString())
        .put(WEIGHT, Integer.toString(one.weight()));
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set("instance", instance);
    return body;
  }

  @Override
  public void close() {
    for (Announcement one : registered) {
      try {
        remove(one);
      } catch (IOException e) {
        LOG.log(
            Level.INFO,
            "{0} could not be told that this process stops ({1})",
            engine,
            e.getMessage());
        return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
