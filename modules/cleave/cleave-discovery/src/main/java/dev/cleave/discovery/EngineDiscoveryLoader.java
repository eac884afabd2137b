package dev.cleave.discovery;

import io.smallrye.stork.api.ServiceDiscovery;
import io.smallrye.stork.api.config.ConfigWithType;
import io.smallrye.stork.api.config.ServiceConfig;
import io.smallrye.stork.spi.StorkInfrastructure;
import io.smallrye.stork.spi.internal.ServiceDiscoveryLoader;
import java.net.URI;

/**
 * Cleave's engines as a service discovery of Stork, type {@code cleave}: with the parameters {@code
 * engine} (a URI), {@code module} and {@code binding} any program that uses Stork finds the
 * instances of a module.
 */
public final class EngineDiscoveryLoader implements ServiceDiscoveryLoader {
  static final String TYPE = "cleave";

  @Override
  public ServiceDiscovery createServiceDiscovery(
      ConfigWithType config,
      String serviceName,
      ServiceConfig serviceConfig,
      StorkInfrastructure infrastructure) {
    return new EngineDiscovery(
        DiscoveryEngines.open(URI.create(parameter(config, "engine"))),
        parameter(config, "module"),
        parameter(config, "binding"));
  }

  private static String parameter(ConfigWithType config, String name) {
    String value = config.parameters().get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "A service discovery of the type cleave needs the parameter %s.".formatted(name));
    }
    return value;
  }

  @Override
  public String type() {
    return TYPE;
  }
}
