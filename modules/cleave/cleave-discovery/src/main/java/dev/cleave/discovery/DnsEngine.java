package dev.cleave.discovery;

import dev.cleave.runtime.instance.Announcement;
import dev.cleave.runtime.instance.FoundInstance;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;

/**
 * DNS: {@code dns://server:port/_shipping._tcp.shop.internal} asks for SRV records, of which those
 * of the first priority count, with their weights; {@code dns://server/shipping.shop.internal:9186}
 * for addresses, all with that port. Without a server the system's is asked. Nothing is cached:
 * records are asked for every few seconds anyway. Nobody registers in DNS.
 */
final class DnsEngine implements Engine {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final int HIGHEST_WEIGHT = 1000;
  private static final int PORT = 53;

  private final URI engine;
  private final String name;

  DnsEngine(URI engine) {
    this.engine = engine;
    this.name = engine.getPath().substring(1);
  }

  @Override
  public List<FoundInstance> instances(String module, String binding)
      throws IOException, InterruptedException {
    try {
      if (name.startsWith("_")) {
        return services();
      }
      int colon = name.lastIndexOf(':');
      if (colon < 0) {
        throw new IllegalArgumentException(
            "%s tells no port: write dns://server/name:port, or a name that has SRV records, such as _%s._tcp.shop.internal."
                .formatted(engine, module));
      }
      return addresses(name.substring(0, colon), name.substring(colon + 1));
    } catch (NoSuchDomainException | NoSuchRRSetException e) {
      return List.of();
    }
  }

  private List<FoundInstance> services() throws IOException, InterruptedException {
    List<SRVRecord> records = new ArrayList<>();
    for (Record record : lookUp(name, Type.SRV)) {
      if (record instanceof SRVRecord service) {
        records.add(service);
      }
    }
    int first = records.stream().mapToInt(SRVRecord::getPriority).min().orElse(0);
    return records.stream()
        .filter(record -> record.getPriority() == first)
        .map(DnsEngine::found)
        .toList();
  }

  private static FoundInstance found(SRVRecord record) {
    return new FoundInstance(
        "http://%s:%d".formatted(record.getTarget().toString(true), record.getPort()),
        Math.min(Math.max(record.getWeight(), 1), HIGHEST_WEIGHT));
  }

  private List<FoundInstance> addresses(String host, String port)
      throws IOException, InterruptedException {
    List<FoundInstance> found = new ArrayList<>();
    for (int type : new int[] {Type.A, Type.AAAA}) {
      try {
        for (Record record : lookUp(host, type)) {
          if (record instanceof ARecord v4) {
            found.add(
                new FoundInstance("http://" + v4.getAddress().getHostAddress() + ":" + port, 1));
          } else if (record instanceof AAAARecord v6) {
            found.add(
                new FoundInstance("http://[" + v6.getAddress().getHostAddress() + "]:" + port, 1));
          }
        }
      } catch (NoSuchRRSetException e) {
        // addresses of the other kind may be there
      }
    }
    return found;
  }

  private List<Record> lookUp(String host, int type) throws IOException, InterruptedException {
    try {
      return LookupSession.builder()
          .resolver(resolver())
          .build()
          .lookupAsync(Name.fromString(host.endsWith(".") ? host : host + "."), type)
          .toCompletableFuture()
          .get()
          .getRecords();
    } catch (java.util.concurrent.ExecutionException e) {
      if (e.getCause() instanceof NoSuchDomainException none) {
        throw none;
      }
      if (e.getCause() instanceof NoSuchRRSetException none) {
        throw none;
      }
      throw new IOException("no DNS server answers: " + e.getCause().getMessage(), e.getCause());
    }
  }

  private Resolver resolver() throws IOException {
    SimpleResolver resolver =
        engine.getHost() == null
            ? new SimpleResolver()
            : new SimpleResolver(
                new InetSocketAddress(
                    engine.getHost(), engine.getPort() > 0 ? engine.getPort() : PORT));
    resolver.setTimeout(TIMEOUT);
    return resolver;
  }

  @Override
  public void announce(Set<Announcement> served) {
    throw new UnsupportedOperationException("nobody registers in DNS");
  }

  @Override
  public void close() {}
}
