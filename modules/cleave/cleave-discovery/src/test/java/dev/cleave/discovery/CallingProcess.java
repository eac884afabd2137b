package dev.cleave.discovery;

import dev.cleave.CallContext;
import dev.cleave.runtime.config.CleaveConfig;
import dev.cleave.runtime.contract.ContractModel;
import dev.cleave.runtime.instance.GroupStatus;
import dev.cleave.runtime.instance.InstanceStatus;
import dev.cleave.runtime.instance.Instances;
import dev.cleave.runtime.route.Binding;
import dev.cleave.runtime.route.BindingKind;
import dev.cleave.runtime.route.RemoteBindings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What a process of Cleave does that calls a module an engine knows; its calls answer the URL. */
final class CallingProcess implements AutoCloseable {
  private static final ContractModel CONTRACT = ContractModel.of(Sums.class);

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final Instances instances;
  private final Binding binding;

  CallingProcess(URI engine) {
    this(
        engine,
        Map.of("cleave.discovery.poll", "200ms", "cleave.endpoint.sums.rest", engine.toString()));
  }

  CallingProcess(URI engine, Map<String, String> config) {
    instances = new Instances(CleaveConfig.of(config), executor);
    RemoteBindings urls =
        new RemoteBindings() {
          @Override
          public Binding to(ContractModel contract, URI endpoint) {
            return (method, arguments, context, isRepeatable) -> endpoint.toString();
          }

          @Override
          public void probe(String module, URI endpoint, Duration limit) {}
        };
    binding = instances.behind(BindingKind.REST, urls).to(CONTRACT, engine);
    timer.scheduleWithFixedDelay(instances::look, 0, 100, TimeUnit.MILLISECONDS);
  }

  /** Makes a call, and answers where it went. */
  String call() throws Exception {
    return (String)
        binding.call(CONTRACT.methods().get(0), new Object[] {"a"}, CallContext.none(), false);
  }

  private GroupStatus status() {
    return instances.status().get(0);
  }

  List<String> known() {
    return status().instances().stream().map(InstanceStatus::url).sorted().toList();
  }

  int weight(String url) {
    return status().instances().stream()
        .filter(instance -> instance.url().equals(url))
        .findFirst()
        .orElseThrow()
        .weight();
  }

  Optional<String> problem() {
    return status().problem();
  }

  @Override
  public void close() {
    timer.shutdownNow();
    instances.stop();
    executor.shutdownNow();
  }
}
