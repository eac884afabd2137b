package dev.cleave.runtime.rest;

import dev.cleave.runtime.config.CleaveConfig;
import dev.cleave.runtime.contract.ContractModel;
import dev.cleave.runtime.route.Binding;
import dev.cleave.runtime.route.RemoteBindings;
import dev.cleave.runtime.standby.Rehearsal;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** The REST bindings of this process; a client is built once for each contract and endpoint. */
public final class RestBindings implements RemoteBindings {

  private record Target(ContractModel contract, URI endpoint) {}

  private final CleaveConfig config;
  private final Executor executor;
  private final Map<Target, RestBinding> known = new ConcurrentHashMap<>();

  /**
   * @param executor runs the calls whose deadline is shorter than the clients' read time-out
   */
  public RestBindings(CleaveConfig config, Executor executor) {
    this.config = config;
    this.executor = executor;
  }

  @Override
  public Binding to(ContractModel contract, URI endpoint) {
    return binding(contract, endpoint);
  }

  private RestBinding binding(ContractModel contract, URI endpoint) {
    return known.computeIfAbsent(
        new Target(contract, endpoint),
        target ->
            new RestBinding(
                contract,
                endpoint,
                secret(contract, endpoint),
                config.calls().timeout(),
                executor));
  }

  /** Builds the client: a tenth of a second, and more for the first of a process. */
  @Override
  public void prepare(ContractModel contract, URI endpoint) {
    try {
      binding(contract, endpoint).prepare();
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "No REST client can be built for the contract %s at %s: %s"
              .formatted(contract.name(), endpoint, e),
          e);
    }
  }

  @Override
  public void forget(String module, URI endpoint) {
    known
        .keySet()
        .removeIf(
            target ->
                target.endpoint().equals(endpoint) && target.contract().module().equals(module));
  }

  private String secret(ContractModel contract, URI endpoint) {
    return config
        .internal()
        .secret()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    ("The module %s is to be reached at %s, but this process has no"
                            + " cleave.internal.secret: give all processes the same one.")
                        .formatted(contract.module(), endpoint)));
  }

  @Override
  public void probe(String module, URI endpoint, Duration limit) {
    int status;
    try {
      URI uri = endpoint.resolve("/cleave/modules/" + module);
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
      connection.setConnectTimeout(Math.toIntExact(limit.toMillis()));
      connection.setReadTimeout(Math.toIntExact(limit.toMillis()));
      connection.setInstanceFollowRedirects(false); // the secret is for this process only
      connection.setRequestProperty(Headers.SECRET, config.internal().secret().orElse(""));
      if (Rehearsal.isOn()) {
        connection.setRequestProperty(Headers.REHEARSAL, "true");
      }
      status = connection.getResponseCode();
      connection.disconnect();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "Nothing answers for the module %s at %s (%s): start the process that serves it."
              .formatted(module, endpoint, e.getMessage()),
          e);
    }
    if (status != 200) {
      throw new IllegalArgumentException(
          switch (status) {
            case NotServedHere.STATUS ->
                "The process at %s does not serve the module %s.".formatted(endpoint, module);
            case 401 ->
                "The process at %s does not accept this process's cleave.internal.secret: give all"
                        .formatted(endpoint)
                    + " processes the same one.";
            case 404 -> "%s is not the internal port of a Cleave process.".formatted(endpoint);
            default ->
                "The process at %s answered %d when asked for the module %s."
                    .formatted(endpoint, status, module);
          });
    }
  }
}
