package dev.cleave.discovery;

import dev.cleave.runtime.config.Endpoints;
import dev.cleave.runtime.instance.FoundInstance;
import dev.cleave.runtime.instance.InstanceSource;
import dev.cleave.runtime.instance.Sought;
import io.smallrye.stork.Stork;
import io.smallrye.stork.api.Service;
import io.smallrye.stork.api.ServiceDefinition;
import io.smallrye.stork.api.ServiceInstance;
import io.smallrye.stork.integration.DefaultStorkInfrastructure;
import io.smallrye.stork.spi.config.SimpleServiceConfig.SimpleServiceDiscoveryConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The instances that a service of Stork has. {@code stork:<service>} is one that the application
 * configures itself, {@code stork.<service>.service-discovery.type} and what else that type takes;
 * any other endpoint is an engine of Cleave's own.
 */
final class StorkSource implements InstanceSource {
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final Sought sought;
  private final Service service;

  StorkSource(Sought sought) {
    this.sought = sought;
    this.service = service(sought);
  }

  private static Service service(Sought sought) {
    String name = sought.module() + "." + sought.binding();
    return new Stork(new DefaultStorkInfrastructure())
        .defineIfAbsent(name, ServiceDefinition.of(definition(sought)))
        .getService(name);
  }

  private static SimpleServiceDiscoveryConfig definition(Sought sought) {
    if (sought.engine().getScheme().equals("stork")) {
      return configured(sought.engine().getSchemeSpecificPart());
    }
    return new SimpleServiceDiscoveryConfig(
        EngineDiscoveryLoader.TYPE,
        Map.of(
            "engine", sought.engine().toString(),
            "module", sought.module(),
            "binding", sought.binding()));
  }

  private static SimpleServiceDiscoveryConfig configured(String service) {
    Config config = ConfigProvider.getConfig();
    String prefix = "stork." + service + ".service-discovery.";
    Map<String, String> parameters = new HashMap<>();
    for (String key : config.getPropertyNames()) {
      if (key.startsWith(prefix)) {
        config
            .getOptionalValue(key, String.class)
            .ifPresent(value -> parameters.put(key.substring(prefix.length()), value));
      }
    }
    String type = parameters.remove("type");
    if (type == null) {
      throw new IllegalArgumentException(
          "stork:%s needs %stype: set it to a service discovery of Stork whose library the application has."
              .formatted(service, prefix));
    }
    return new SimpleServiceDiscoveryConfig(type, parameters);
  }

  @Override
  public List<FoundInstance> instances() {
    return service.getInstances().await().atMost(LONGEST).stream().map(this::found).toList();
  }

  private FoundInstance found(ServiceInstance instance) {
    return new FoundInstance(
        "%s://%s:%d%s"
            .formatted(
                instance.isSecure() ? "https" : "http",
                Endpoints.host(instance.getHost()),
                instance.getPort(),
                instance.getPath().orElse("")),
        weight(instance));
  }

  private static int weight(ServiceInstance instance) {
    String weight = instance.getLabels().get(EngineDiscovery.WEIGHT);
    return weight == null ? 1 : Integer.parseInt(weight);
  }

  @Override
  public void close() {
    if (service.getServiceDiscovery() instanceof EngineDiscovery own) {
      own.close();
    }
  }

  @Override
  public String toString() {
    return sought.toString();
  }
}
