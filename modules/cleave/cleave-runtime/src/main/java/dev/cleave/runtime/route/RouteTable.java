package dev.cleave.runtime.route;

import dev.cleave.runtime.call.ContractServer;
import dev.cleave.runtime.call.ContractServers;
import dev.cleave.runtime.call.Transactions;
import dev.cleave.runtime.config.CleaveConfig;
import dev.cleave.runtime.contract.ContractMethod;
import dev.cleave.runtime.contract.ContractModel;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** All contracts of this process with their proxies, and the routes of their modules. */
public final class RouteTable {
  /** A process whose classes are not loaded yet, on a busy machine, takes more than a second. */
  private static final Duration PROBE_LIMIT = Duration.ofSeconds(2);

  private final CleaveConfig config;
  private final CallPolicy policy;
  private final Map<String, ModuleRoute> modules = new TreeMap<>();
  private final Map<Class<?>, ContractProxy> proxies = new LinkedHashMap<>();
  private final ParallelRuns parallelRuns = new ParallelRuns();
  private final Guarding guards;

  /** As with guards, without them. */
  public RouteTable(
      Collection<ContractModel> contracts,
      ContractServers servers,
      Map<BindingKind, RemoteBindings> remote,
      Transactions transactions,
      CleaveConfig config) {
    this(contracts, servers, remote, Guarding.NONE, transactions, config);
  }

  /**
   * Builds the table with the routes the configuration wishes.
   *
   * @throws IllegalArgumentException naming every module whose route cannot work
   */
  public RouteTable(
      Collection<ContractModel> contracts,
      ContractServers servers,
      Map<BindingKind, RemoteBindings> remote,
      Guarding guards,
      Transactions transactions,
      CleaveConfig config) {
    this.config = config;
    this.guards = guards;
    this.policy = new CallPolicy(config);
    ModuleRoute.Bindings bindings =
        new DeployedBindings(contracts, servers, remote, guards, parallelRuns);
    List<String> impossible = new ArrayList<>();
    for (ContractModel contract : contracts) {
      modules.computeIfAbsent(
          contract.module(), module -> start(module, contracts, servers, bindings, impossible));
    }
    if (!impossible.isEmpty()) {
      throw new IllegalArgumentException(String.join(" ", impossible));
    }
    for (ContractModel contract : contracts) {
      ModuleRoute module = modules.get(contract.module());
      ContractProxy proxy =
          new ContractProxy(contract, transactions, policy, module.newRoute(contract));
      module.add(proxy);
      proxies.put(contract.type(), proxy);
    }
    policy.recorder().attach(contracts, this::forgetPlainTargets);
  }

  private void forgetPlainTargets() {
    proxies.values().forEach(proxy -> proxy.route().forget());
  }

  private ModuleRoute start(
      String module,
      Collection<ContractModel> contracts,
      ContractServers servers,
      ModuleRoute.Bindings bindings,
      List<String> impossible) {
    Optional<String> pinnedBy =
        contracts.stream()
            .filter(c -> c.module().equals(module))
            .flatMap(c -> c.pinnedBy().stream())
            .map(ContractMethod::name)
            .findFirst();
    ModuleRoute route = new ModuleRoute(module, servers.hasModule(module), pinnedBy, bindings);
    try {
      route.start(config);
    } catch (IllegalArgumentException e) {
      impossible.add(e.getMessage());
    }
    return route;
  }

  public Set<String> modules() {
    return modules.keySet();
  }

  public CallPolicy policy() {
    return policy;
  }

  /** What was found by comparing ways with each other. */
  public ParallelRuns parallelRuns() {
    return parallelRuns;
  }

  /** The object to inject for a contract. */
  public Object proxy(Class<?> contract) {
    return proxyOf(contract).asContract();
  }

  /** The route-aware side of a contract, for the REST edge. */
  public ContractProxy proxyOf(Class<?> contract) {
    ContractProxy proxy = proxies.get(contract);
    if (proxy == null) {
      throw new IllegalArgumentException("No contract of this application: " + contract.getName());
    }
    return proxy;
  }

  public Collection<ContractModel> contracts() {
    return proxies.values().stream().map(ContractProxy::contract).toList();
  }

  /**
   * Brings every module's route to what the configuration wishes now; see {@link
   * ModuleRoute#refresh}.
   */
  public void refresh(String module) {
    modules.get(module).refresh(config);
  }

  /** Reads the time-out and the like anew; an invalid value leaves the last one in effect. */
  public void refreshPolicy() {
    try {
      policy.refresh(config);
    } catch (IllegalArgumentException e) {
      // reported by problems()
    }
    guards.refresh();
  }

  /**
   * Whether calls to some module wait because it changes hands, or did so a moment ago and are
   * caught up with now.
   */
  public boolean isInHandOver() {
    return modules.values().stream().anyMatch(ModuleRoute::isInHandOver);
  }

  public List<RouteStatus> status() {
    return modules.values().stream().map(ModuleRoute::status).toList();
  }

  /** What is wrong with the configuration now. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>(config.problems(modules.keySet()));
    problems.addAll(guards.problems());
    status().forEach(status -> status.reason().ifPresent(problems::add));
    return problems;
  }

  /** The bindings that this process can offer. */
  private record DeployedBindings(
      Collection<ContractModel> contracts,
      ContractServers servers,
      Map<BindingKind, RemoteBindings> remote,
      Guarding guards,
      ParallelRuns parallelRuns)
      implements ModuleRoute.Bindings {
    @Override
    public Binding of(Class<?> contract, RouteSpec spec) {
      Binding control = control(contract, spec);
      return spec.shadow()
          .<Binding>map(
              shadow ->
                  new ComparedBinding(
                      control,
                      of(contract, shadow),
                      shadow.percent(),
                      parallelRuns,
                      parallelRuns.of(model(contract).module())))
          .orElse(control);
    }

    @Override
    public void compareAnew(String module) {
      parallelRuns.begin(module);
    }

    private Binding control(Class<?> contract, RouteSpec spec) {
      if (spec.legs().size() == 1) {
        return of(contract, spec.legs().get(0));
      }
      return new SharedBinding(
          spec.legs().stream()
              .map(
                  leg ->
                      new SharedBinding.Share(
                          of(contract, leg), leg.kind() == BindingKind.LOCAL, leg.percent()))
              .toList());
    }

    private Binding of(Class<?> contract, RouteSpec.Leg leg) {
      if (leg.kind() == BindingKind.LOCAL) {
        return local(contract);
      }
      Binding binding = remote.get(leg.kind()).to(model(contract), leg.endpoint().orElseThrow());
      return guards.around(binding, model(contract), leg.name(), leg.endpoint());
    }

    private ContractModel model(Class<?> contract) {
      return contracts.stream().filter(c -> c.type() == contract).findFirst().orElseThrow();
    }

    private Binding local(Class<?> contract) {
      ContractServer server =
          servers
              .server(contract)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          ("The contract %s has no implementation in this process, although its"
                                  + " module has others.")
                              .formatted(contract.getName())));
      return new LocalBinding(server);
    }

    @Override
    public void probe(String module, RouteSpec.Leg way) {
      if (way.kind() != BindingKind.LOCAL) {
        RemoteBindings bindings = remote.get(way.kind());
        URI endpoint = way.endpoint().orElseThrow();
        bindings.probe(module, endpoint, PROBE_LIMIT);
        contracts.stream()
            .filter(contract -> contract.module().equals(module))
            .forEach(contract -> bindings.prepare(contract, endpoint));
        guards.reached(module, way.name());
      }
    }
  }
}
