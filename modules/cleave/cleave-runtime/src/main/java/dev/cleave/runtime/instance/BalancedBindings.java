package dev.cleave.runtime.instance;

import dev.cleave.runtime.config.Endpoints;
import dev.cleave.runtime.contract.ContractModel;
import dev.cleave.runtime.route.Binding;
import dev.cleave.runtime.route.BindingKind;
import dev.cleave.runtime.route.RemoteBindings;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Bindings to endpoints that may stand for several instances. An endpoint that is one URL has the
 * binding to that URL itself: nothing is added to its calls.
 */
final class BalancedBindings implements RemoteBindings {
  private static final Duration SHORTEST = Duration.ofMillis(100);

  private final BindingKind kind;
  private final RemoteBindings remote;
  private final Instances instances;

  BalancedBindings(BindingKind kind, RemoteBindings remote, Instances instances) {
    this.kind = kind;
    this.remote = remote;
    this.instances = instances;
  }

  @Override
  public Binding to(ContractModel contract, URI endpoint) {
    if (!Endpoints.isSeveral(endpoint)) {
      return remote.to(contract, endpoint);
    }
    return new BalancedBinding(
        contract, kind, remote, instances.group(kind, contract.module(), endpoint));
  }

  /** One that serves is enough. */
  @Override
  public void probe(String module, URI endpoint, Duration limit) {
    if (!Endpoints.isSeveral(endpoint)) {
      remote.probe(module, endpoint, limit);
      return;
    }
    List<String> reasons = new ArrayList<>();
    long end = System.nanoTime() + limit.toNanos();
    for (Instance instance : instances.group(kind, module, endpoint).forProbe()) {
      try {
        Duration left = Duration.ofNanos(end - System.nanoTime());
        remote.probe(module, instance.url(), left.compareTo(SHORTEST) > 0 ? left : SHORTEST);
        return;
      } catch (IllegalArgumentException e) {
        reasons.add(e.getMessage());
        if (reasons.size() == 3 || System.nanoTime() - end >= 0) {
          break;
        }
      }
    }
    throw new IllegalArgumentException(String.join(" ", reasons));
  }

  @Override
  public void prepare(ContractModel contract, URI endpoint) {
    if (!Endpoints.isSeveral(endpoint)) {
      remote.prepare(contract, endpoint);
      return;
    }
    for (Instance instance : instances.group(kind, contract.module(), endpoint).forProbe()) {
      remote.prepare(contract, instance.url());
    }
  }

  @Override
  public void forget(String module, URI endpoint) {
    remote.forget(module, endpoint);
  }
}
