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
import dev.cleave.runtime.process.ProcessParts;
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
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;

/** The toolkit in one application: everything it keeps between start and stop. */
final class CleaveRuntime {
  private final BeanManager beans;
  private final CleaveConfig config;
  private final Transactions transactions;
  private final Background background;
  private final ContractServers servers;
  private final Broker broker;
  private final Instances instances;
  private final Grpc grpc;
  private final Guards guards;
  private final ServerGuards serverGuards;
  private final RouteTable routes;
  private final Events events;
  private final Serving serving;
  private final Registration registration;
  private RunningSagas sagas;
  private Optional<ManagedThreads> managed = Optional.empty();

  /**
   * Starts the toolkit, without sagas.
   *
   * @throws IllegalArgumentException with everything in the configuration that cannot work
   */
  CleaveRuntime(
      List<ContractModel> contracts,
      Map<String, List<Class<?>>> implementations,
      Discovery discovery,
      BeanManager beans) {
    this.beans = beans;
    this.config = CleaveConfig.of(ConfigProvider.getConfig());
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
    this.transactions = Transactions.ofThisServer();
    this.servers = new ContractServers(config, transactions);
    for (ContractModel contract : contracts) {
      for (Class<?> type : implementations.getOrDefault(contract.type().getName(), List.of())) {
        servers.add(contract, type, instance(beans, type));
      }
    }
    this.background = new Background(config.process());
    this.broker = new Broker(config);
    this.instances = new Instances(config, background.calls());
    this.grpc = new Grpc(config);
    try {
      this.guards = Guards.of(contracts, config);
      this.routes =
          new RouteTable(contracts, servers, remoteBindings(), guards, transactions, config);
      guards.callFallbacksOn(routes::proxy);
      this.serverGuards = ServerGuards.of(config, routes::isInHandOver);
    } catch (IllegalArgumentException e) {
      background.stop();
      throw e;
    }
    this.events =
        Events.of(
            declarations,
            config,
            transactions,
            () -> beans.createInstance().select(RequestContextController.class).get(),
            servers::hasModule,
            servers.duties(),
            broker,
            servers::violations);
    this.serving =
        new Serving(
            broker,
            config,
            servers,
            routes.policy()::timeoutNanos,
            events::receivers,
            background.calls());
    this.registration =
        new Registration(config, background.calls(), this::servedModules, this::servedPorts);
    background.start(routes, servers, instances, serverGuards);
  }

  private Map<BindingKind, RemoteBindings> remoteBindings() {
    return Map.of(
        BindingKind.REST,
        instances.behind(BindingKind.REST, new RestBindings(config, background.calls())),
        BindingKind.JMS,
        new MessageBindings(broker),
        BindingKind.GRPC,
        instances.behind(BindingKind.GRPC, grpc));
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
   * Starts the sagas; their beans may need the proxies.
   *
   * @throws IllegalArgumentException with everything about them that cannot work
   */
  void startSagas(Collection<Class<?>> types) {
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

  Events events() {
    return events;
  }

  /** What runs, once the sagas do. */
  ProcessParts parts() {
    return new ProcessParts(
        config,
        servers,
        routes,
        guards,
        serverGuards,
        events,
        sagas,
        broker,
        serving,
        instances,
        registration,
        grpc);
  }

  /**
   * Begins to take messages, and goes on to look for what is to be taken: the application's beans
   * are ready.
   */
  void serve() {
    background.serve(serving, routes.modules(), registration);
    managed = ManagedThreads.ofThisApplication(config.process() + "-grpc");
    GrpcHost host =
        new GrpcHost(
            config,
            routes,
            servers,
            serverGuards,
            managed.<Executor>map(threads -> threads).orElse(background.calls()),
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
    managed.ifPresent(ManagedThreads::stop);
    routes.parallelRuns().stop();
    background.stop();
    guards.stop();
  }
}
