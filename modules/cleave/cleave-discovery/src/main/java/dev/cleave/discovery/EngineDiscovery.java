package dev.cleave.discovery;

import dev.cleave.runtime.config.Endpoints;
import dev.cleave.runtime.instance.FoundInstance;
import io.smallrye.mutiny.Uni;
import io.smallrye.stork.api.Metadata;
import io.smallrye.stork.api.ServiceDiscovery;
import io.smallrye.stork.api.ServiceInstance;
import io.smallrye.stork.impl.DefaultServiceInstance;
import io.smallrye.stork.utils.ServiceInstanceIds;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an engine names, in Stork's terms. Asked on the thread that subscribes. */
final class EngineDiscovery implements ServiceDiscovery, AutoCloseable {
  static final String WEIGHT = "cleave-weight";
  private final Engine engine;
  private final String module;
  private final String binding;

  EngineDiscovery(Engine engine, String module, String binding) {
    this.engine = engine;
    this.module = module;
    this.binding = binding;
  }

  @Override
  public Uni<List<ServiceInstance>> getServiceInstances() {
    return Uni.createFrom().item(io.smallrye.mutiny.unchecked.Unchecked.supplier(this::ask));
  }

  private List<ServiceInstance> ask() throws Exception {
    List<ServiceInstance> instances = new ArrayList<>();
    for (FoundInstance found : engine.instances(module, binding)) {
      URI url =
          Endpoints.url(String.valueOf(found.url()))
              .orElseThrow(() -> new IllegalArgumentException(noUrl(found)));
      boolean isSecure = url.getScheme().equals("https");
      int port = url.getPort() > 0 ? url.getPort() : isSecure ? 443 : 80;
      instances.add(
          new DefaultServiceInstance(
              ServiceInstanceIds.next(),
              url.getHost(),
              port,
              Optional.ofNullable(url.getRawPath()).filter(path -> path.length() > 1),
              isSecure,
              Map.of(WEIGHT, Integer.toString(found.weight())),
              Metadata.empty()));
    }
    return instances;
  }

  private String noUrl(FoundInstance found) {
    String text = String.valueOf(found.url()).replaceAll("\\p{Cntrl}", "?");
    return "the engine names \"%s\" for the module %s, which is no URL; the instances known before stay in use."
        .formatted(text.length() > 100 ? text.substring(0, 100) + "…" : text, module);
  }

  @Override
  public void close() {
    engine.close();
  }
}
