package dev.cleave.runtime.cdi;

import dev.cleave.runtime.Once;
import dev.cleave.runtime.call.ContractServers;
import dev.cleave.runtime.call.Transactions;
import dev.cleave.runtime.config.CleaveConfig;
import dev.cleave.runtime.contract.ContractModel;
import dev.cleave.runtime.event.Declarations;
import dev.cleave.runtime.event.Discovery;
import dev.cleave.runtime.event.Events;
import dev.cleave.runtime.event.ModulePackages;
import dev.cleave.runtime.grpc.Grpc;
import dev.cleave.runtime.grpc.GrpcHost;
import dev.cleave.runtime.guard.Guards;
import dev.cleave.runtime.guard.server.ServerGuards;
import dev.cleave.runtime.instance.Instances;
import dev.cleave.runtime.instance.Registration;
import dev.cleave.runtime.message.Broker;
import dev.cleave.runtime.message.MessageBindings;
import dev.cleave.runtime.message.Serving;
import dev.cleave.runtime.rest.RestBindings;
import dev.cleave.runtime.route.BindingKind;
import dev.cleave.runtime.route.RemoteBindings;
import dev.cleave.runtime.route.RouteStatus;
import dev.cleave.runtime.route.RouteTable;
import dev.cleave.runtime.saga.RunningSagas;
import dev.cleave.runtime.saga.SagaBeans;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;

/** The toolkit in one application: everything it keeps between start and stop. */
public final class CleaveRuntime {
  private final CleaveConfig config;
  private final ContractServers servers;
  private final RouteTable routes;
  private final Guards guards;
  private final ServerGuards serverGuards;
  private final Background background;
  private final Events events;
  private final Transactions transactions;
  private final Broker broker;
  private final Serving serving;
  private final Instances instances;
  private final Registration registration;
  private final Grpc grpc;
  private final BeanManager beans;
  private RunningSagas sagas;

  private CleaveRuntime(
      CleaveConfig config,
      ContractServers servers,
      RouteTable routes,
      Guards guards,
      ServerGuards serverGuards,
      Background background,
      Events events,
      Transactions transactions,
      Broker broker,
      Serving serving,
      Instances instances,
      Grpc grpc,
      BeanManager beans) {
    this.instances = instances;
    this.broker = broker;
    this.grpc = grpc;
    this.beans = beans;
    this.serving = serving;
    this.config = config;
    this.servers = servers;
    this.routes = routes;
    this.guards = guards;
    this.serverGuards = serverGuards;
    this.background = background;
    this.events = events;
    this.transactions = transactions;
    this.registration =
        new Registration(config, background.calls(), this::servedModules, this::servedPorts);
  }

  /**
   * What others may call here: not what stands by, nor what this process itself calls elsewhere.
   */
  private Set<String> servedModules() {
    return routes.status().stream()
        .filter(RouteStatus::here)
        .filter(status -> status.effective().split(",")[0].equals(BindingKind.LOCAL.toString()))
        .map(RouteStatus::module)
        .filter(module -> !config.standsBy(module))
        .collect(Collectors.toSet());
  }

  private Map<String, Integer> servedPorts() {
    Map<String, Integer> ports = new TreeMap<>();
    if (config.internal().port() > 0) {
      ports.put(BindingKind.REST.toString(), config.internal().port());
    }
    grpc.port().ifPresent(port -> ports.put(BindingKind.GRPC.toString(), port));
    return ports;
  }

  /**
   * Starts the toolkit.
   *
   * @throws IllegalArgumentException with everything in the configuration that cannot work
   */
  static CleaveRuntime start(
      List<ContractModel> contracts,
      Map<String, List<Class<?>>> implementations,
      Discovery discovery,
      BeanManager beans) {
    CleaveConfig config = CleaveConfig.of(ConfigProvider.getConfig());
    TreeSet<String> modules = new TreeSet<>();
    contracts.forEach(contract -> modules.add(contract.module()));
    List<String> problems = new ArrayList<>(config.problems(modules));
    problems.addAll(Instances.problems(config));
    Declarations declarations =
        discovery.declarations(
            ModulePackages.of(contracts), type -> instance(beans, type), problems);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join(" ", problems));
    }
    Transactions transactions = Transactions.ofThisServer();
    ContractServers servers = new ContractServers(config, transactions);
    for (ContractModel contract : contracts) {
      for (Class<?> type : implementations.getOrDefault(contract.type().getName(), List.of())) {
        servers.add(contract, type, instance(beans, type));
      }
    }
    Background background = new Background(config.process());
    Broker broker = new Broker(config);
    Instances instances = new Instances(config, background.calls());
    Grpc grpc = new Grpc(config);
    Map<BindingKind, RemoteBindings> remote =
        Map.of(
            BindingKind.REST,
            instances.behind(BindingKind.REST, new RestBindings(config, background.calls())),
            BindingKind.JMS,
            new MessageBindings(broker),
            BindingKind.GRPC,
            instances.behind(BindingKind.GRPC, grpc));
    Guards guards;
    ServerGuards serverGuards;
    RouteTable routes;
    try {
      guards = Guards.of(contracts, config);
      routes = new RouteTable(contracts, servers, remote, guards, transactions, config);
      guards.callFallbacksOn(routes::proxy);
      serverGuards = ServerGuards.of(config, routes::isInHandOver);
    } catch (IllegalArgumentException e) {
      background.stop();
      throw e;
    }
    Events events =
        Events.of(
            declarations,
            config,
            transactions,
            () -> beans.createInstance().select(RequestContextController.class).get(),
            servers::hasModule,
            servers.duties(),
            broker,
            servers::violations);
    Serving serving =
        new Serving(
            broker,
            config,
            servers,
            routes.policy()::timeoutNanos,
            events::receivers,
            background.calls());
    background.start(routes, servers, instances, serverGuards);
    return new CleaveRuntime(
        config,
        servers,
        routes,
        guards,
        serverGuards,
        background,
        events,
        transactions,
        broker,
        serving,
        instances,
        grpc,
        beans);
  }

  /**
   * Starts the sagas; their beans may need the proxies.
   *
   * @throws IllegalArgumentException with everything about them that cannot work
   */
  void startSagas(Collection<Class<?>> types, BeanManager beans) {
    try {
      sagas =
          RunningSagas.of(
              SagaBeans.deployed(types, routes.contracts(), beans),
              config,
              transactions,
              servers::dataSource,
              background.calls());
    } catch (IllegalArgumentException e) {
      background.stop();
      throw e;
    }
    sagas.run(background.databaseTimers(), config, servers.duties());
  }

  /** The bean's one instance itself, without a client proxy around it. */
  private static Supplier<Object> instance(BeanManager beans, Class<?> type) {
    return new Once<>(() -> lookUp(beans, type));
  }

  private static <T> Object lookUp(BeanManager beans, Class<?> type) {
    @SuppressWarnings("unchecked")
    Bean<T> bean = (Bean<T>) beans.resolve(beans.getBeans(type));
    if (bean.getScope() == ApplicationScoped.class) {
      return beans.getContext(bean.getScope()).get(bean, beans.createCreationalContext(bean));
    }
    return beans.getReference(bean, type, beans.createCreationalContext(bean));
  }

  Object proxy(Class<?> contract) {
    return routes.proxy(contract);
  }

  public CleaveConfig config() {
    return config;
  }

  public ContractServers servers() {
    return servers;
  }

  public RouteTable routes() {
    return routes;
  }

  public ServerGuards serverGuards() {
    return serverGuards;
  }

  public Guards guards() {
    return guards;
  }

  public Events events() {
    return events;
  }

  public RunningSagas sagas() {
    return sagas;
  }

  public Broker broker() {
    return broker;
  }

  public Instances instances() {
    return instances;
  }

  public Registration registration() {
    return registration;
  }

  public Serving serving() {
    return serving;
  }

  public Grpc grpc() {
    return grpc;
  }

  /**
   * Begins to take messages, and goes on to look for what is to be taken: the application's beans
   * are ready.
   */
  void serve() {
    background.serve(serving, routes.modules(), registration);
    GrpcHost host =
        new GrpcHost(
            config,
            routes,
            servers,
            serverGuards,
            ManagedThreads.or(background.calls()),
            type -> beans.createInstance().select(type, Any.Literal.INSTANCE).stream(),
            this::inRequest);
    grpc.refresh(host);
    background.serve(grpc, host);
  }

  private void inRequest(Runnable task) {
    RequestContextController request =
        beans.createInstance().select(RequestContextController.class).get();
    boolean isNew = request.activate();
    try {
      task.run();
    } finally {
      if (isNew) {
        request.deactivate();
      }
    }
  }

  void stop() {
    registration.stop();
    grpc.stopServing();
    serving.stop();
    if (sagas != null) {
      sagas.stop();
    }
    events.stop();
    broker.close();
    instances.stop();
    grpc.close();
    routes.parallelRuns().stop();
    background.stop();
    guards.stop();
  }
}
