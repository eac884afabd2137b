package dev.cleave.discovery;

import dev.cleave.runtime.instance.Announcement;
import dev.cleave.runtime.instance.Announcer;
import dev.cleave.runtime.instance.DiscoveryProvider;
import dev.cleave.runtime.instance.InstanceSource;
import dev.cleave.runtime.instance.Sought;
import java.net.URI;
import java.util.Set;

/** The engines by the scheme of their URI. */
public final class DiscoveryEngines implements DiscoveryProvider {
  @Override
  public InstanceSource source(Sought sought) {
    return new StorkSource(sought);
  }

  @Override
  public Announcer announcer(URI engine) {
    if (engine.getScheme().equals("dns") || engine.getScheme().equals("stork")) {
      throw new IllegalArgumentException(
          "Nobody can register in %s: name etcd, zookeeper, eureka or consul.".formatted(engine));
    }
    Engine opened = open(engine);
    return new Announcer() {
      @Override
      public void announce(Set<Announcement> served) throws Exception {
        opened.announce(served);
      }

      @Override
      public void close() {
        opened.close();
      }
    };
  }

  /**
   * An engine, which connects when it is needed.
   *
   * @throws IllegalArgumentException if there is no adapter for its kind
   */
  static Engine open(URI engine) {
    return switch (engine.getScheme()) {
      case "etcd" -> new EtcdEngine(engine);
      case "zookeeper" -> new ZooKeeperEngine(engine);
      case "eureka" -> new EurekaEngine(engine);
      case "consul" -> new ConsulEngine(engine);
      case "dns" -> new DnsEngine(engine);
      default ->
          throw new IllegalArgumentException("There is no adapter for %s.".formatted(engine));
    };
  }
}
