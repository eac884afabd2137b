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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * etcd from 3.4 on, over the JSON gateway of its v3 API. All values of a process hang on one lease
 * of ten seconds, so that they go when it does.
 *
 * @see <a href="https://etcd.io/docs/v3.5/dev-guide/api_grpc_gateway/">etcd, gRPC gateway</a>
 */
final class EtcdEngine implements Engine {
  private static final Logger LOG = System.getLogger(EtcdEngine.class.getName());
  private static final int MOST = 1001;

  private final URI engine;
  private final JsonClient client;
  private final Set<Announcement> registered = new HashSet<>();
  private String lease;

  EtcdEngine(URI engine) {
    this.engine = engine;
    this.client = new JsonClient(engine);
  }

  @Override
  public List<FoundInstance> instances(String module, String binding)
      throws IOException, InterruptedException {
    String prefix = Registered.folder(engine, module, binding) + "/";
    JsonNode answer =
        client.require(
            "POST",
            "/v3/kv/range",
            object()
                .put("key", base64(prefix))
                .put("range_end", base64(after(prefix)))
                .put("limit", MOST));
    List<FoundInstance> found = new ArrayList<>();
    for (JsonNode entry : answer.path("kvs")) {
      found.add(Registered.read(text(entry.path("value").asText())));
    }
    return found;
  }

  @Override
  public void announce(Set<Announcement> served) throws IOException, InterruptedException {
    try {
      keepLease();
      for (Announcement gone : without(registered, served)) {
        client.require(
            "POST",
            "/v3/kv/deleterange",
            object().put("key", base64(Registered.place(engine, gone))));
        registered.remove(gone);
      }
      for (Announcement one : without(served, registered)) {
        client.require(
            "POST",
            "/v3/kv/put",
            object()
                .put("key", base64(Registered.place(engine, one)))
                .put("value", base64(Registered.value(one)))
                .put("lease", lease));
        registered.add(one);
      }
    } catch (IOException e) {
      registered.clear(); // nobody knows what of it is there: once more from the start
      throw e;
    }
  }

  private static Set<Announcement> without(Set<Announcement> all, Set<Announcement> those) {
    Set<Announcement> rest = new HashSet<>(all);
    rest.removeAll(those);
    return rest;
  }

  /** A lease that ran out while the engine or this process was away is replaced. */
  private void keepLease() throws IOException, InterruptedException {
    if (lease != null) {
      JsonNode kept = client.require("POST", "/v3/lease/keepalive", object().put("ID", lease));
      if (kept.path("result").path("TTL").asLong(0) > 0) {
        return;
      }
    }
    registered.clear();
    lease =
        client
            .require("POST", "/v3/lease/grant", object().put("TTL", Announcer.EXPIRY_SECONDS))
            .path("ID")
            .asText();
  }

  @Override
  public void close() {
    if (lease == null) {
      return;
    }
    try {
      client.require("POST", "/v3/lease/revoke", object().put("ID", lease));
    } catch (IOException e) {
      LOG.log(
          Level.INFO,
          "{0} could not be told that this process stops ({1})",
          engine,
          e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** The first key after all that begin with the prefix, which ends with a slash. */
  private static String after(String prefix) {
    return prefix.substring(0, prefix.length() - 1) + "0";
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return base64; // refused where all is checked
    }
  }
}
