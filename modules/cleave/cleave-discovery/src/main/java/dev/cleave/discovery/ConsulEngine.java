package dev.cleave.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.Set;

/**
 * A Consul agent, over its HTTP API. The service is {@code cleave-<module>-<binding>}, with a check
 * that this process has to pass again every ten seconds; only what passes is found. Written against
 * the documentation and tested against a double of it: no agent was at hand.
 *
 * @see <a href="https://developer.hashicorp.com/consul/api-docs/agent/service">Consul, agent
 *     service</a>
 */
final class ConsulEngine implements Engine {
  private static final Logger LOG = System.getLogger(ConsulEngine.class.getName());

  private final URI engine;
  private final JsonClient client;
  private final Set<Announcement> registered = new HashSet<>();

  ConsulEngine(URI engine) {
    this.engine = engine;
    this.client = new JsonClient(engine);
  }

  private static String service(String module, String binding) {
    return "cleave-" + module + "-" + binding;
  }

  private static String id(Announcement one) {
    return service(one.module(), one.binding()) + "-" + one.process();
  }

  @Override
  public List<FoundInstance> instances(String module, String binding)
      throws IOException, InterruptedException {
    JsonNode answer =
        client.require(
            "GET", "/v1/health/service/" + service(module, binding) + "?passing=1", null);
    List<FoundInstance> found = new ArrayList<>();
    for (JsonNode entry : answer) {
      JsonNode service = entry.path("Service");
      String address = service.path("Address").asText("");
      found.add(
          new FoundInstance(
              "%s://%s:%s"
                  .formatted(
                      service.path("Meta").path("scheme").asText("http"),
                      address.isEmpty() ? entry.path("Node").path("Address").asText() : address,
                      service.path("Port").asText()),
              service.path("Weights").path("Passing").asInt(1)));
    }
    return found;
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
      if (!registered.contains(one) || !isPassed(one)) {
        client.require("PUT", "/v1/agent/service/register", description(one));
        client.require("PUT", "/v1/agent/check/pass/service:" + id(one), null);
        registered.add(one);
      }
    }
  }

  /** An agent that has forgotten the service answers with an error. */
  private boolean isPassed(Announcement one) throws IOException, InterruptedException {
    return client.send("PUT", "/v1/agent/check/pass/service:" + id(one), null).isGood();
  }

  private void remove(Announcement gone) throws IOException, InterruptedException {
    client.send("PUT", "/v1/agent/service/deregister/" + id(gone), null);
  }

  private static ObjectNode description(Announcement one) {
    ObjectNode service = JsonNodeFactory.instance.objectNode();
    service.put("ID", id(one));
    service.put("Name", service(one.module(), one.binding()));
    service.put("Address", one.url().getHost());
    service.put("Port", one.url().getPort());
    service.putObject("Meta").put("scheme", one.url().getScheme());
    service.putObject("Weights").put("Passing", one.weight()).put("Warning", 1);
    service
        .putObject("Check")
        .put("TTL", Announcer.EXPIRY_SECONDS + "s")
        .put("DeregisterCriticalServiceAfter", "1m");
    return service;
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
