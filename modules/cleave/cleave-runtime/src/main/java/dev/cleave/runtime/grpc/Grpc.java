package dev.cleave.runtime.grpc;

import dev.cleave.runtime.config.CleaveConfig;
import dev.cleave.runtime.config.Endpoints;
import dev.cleave.runtime.contract.ContractModel;
import dev.cleave.runtime.route.Binding;
import dev.cleave.runtime.route.RemoteBindings;
import dev.cleave.runtime.standby.Rehearsal;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * gRPC in this process: its client is opened by the first route that needs it or by the port, which
 * asks itself, its server while {@code cleave.grpc.port} is set. Thread-safe.
 */
public final class Grpc implements RemoteBindings {
  private static final Logger LOG = System.getLogger(Grpc.class.getName());

  private static final Set<String> ANYWHERE = Set.of("0.0.0.0", "::", "[::]");
  private static final Duration OWN_LIMIT = Duration.ofSeconds(20);

  private final CleaveConfig config;
  private final Clients clients = new Clients();
  private volatile GrpcServer server;
  private Listening listening;
  private volatile String problem;
  private volatile boolean isClosed;

  /** What was wished of the server that is open. */
  private record Listening(String host, int port) {}

  public Grpc(CleaveConfig config) {
    this.config = config;
  }

  @Override
  public Binding to(ContractModel contract, URI endpoint) {
    return client().to(contract, endpoint);
  }

  @Override
  public void probe(String module, URI endpoint, Duration limit) {
    client().probe(module, endpoint, limit);
  }

  @Override
  public void forget(String module, URI endpoint) {
    GrpcClient known = clients.opened;
    if (known != null) {
      known.forget(module, endpoint);
    }
  }

  private GrpcClient client() {
    return clients.client(config);
  }

  /** The client, apart from the server, whose end waits for calls that make others. */
  private static final class Clients {
    private volatile GrpcClient opened;
    private boolean isClosed;

    synchronized GrpcClient client(CleaveConfig config) {
      if (isClosed) {
        throw new IllegalStateException("the process stops");
      }
      if (opened == null) {
        opened = provider().client(config);
      }
      return opened;
    }

    synchronized void close() {
      isClosed = true;
      if (opened != null) {
        opened.close();
      }
    }
  }

  private static GrpcProvider provider() {
    return ServiceLoader.load(GrpcProvider.class, Grpc.class.getClassLoader())
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the application has no gRPC: add cleave-grpc to its dependencies."));
  }

  /** Opens, closes or moves the port as the configuration wishes; called again and again. */
  public synchronized void refresh(GrpcHost process) {
    if (isClosed) {
      return;
    }
    try {
      Listening wish =
          config.grpc().port().map(port -> new Listening(config.grpc().host(), port)).orElse(null);
      if (server != null && !listening.equals(wish)) {
        closeServer();
      }
      if (server == null && wish != null) {
        open(wish, process);
      }
      if (server != null) {
        server.refreshHealth();
      }
      complain(null);
    } catch (IllegalArgumentException e) {
      complain(e.getMessage());
    }
  }

  private void open(Listening wish, GrpcHost process) {
    try {
      server = provider().serve(wish.host(), wish.port(), process);
      listening = wish;
      LOG.log(Level.INFO, "gRPC host={0} port={1}", wish.host(), Integer.toString(server.port()));
      int port = server.port();
      try {
        process.executor().execute(() -> askOneself(process, wish.host(), port));
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "the first call over gRPC will be slow", e);
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(
          ("cleave.grpc.port = %d: the port cannot be opened at %s (%s): free it, or set another"
                  + " one; it is tried again.")
              .formatted(wish.port(), wish.host(), e.getMessage()),
          e);
    }
  }

  /**
   * Loads what the first call needs on both sides, a second or several on a busy machine, so that
   * no caller and no route waits for it.
   */
  private void askOneself(GrpcHost process, String host, int port) {
    Optional<String> module =
        process.routes().contracts().stream()
            .map(ContractModel::module)
            .filter(process.servers()::hasModule)
            .findFirst();
    if (module.isEmpty() || config.internal().secret().isEmpty()) {
      return; // nobody can ask
    }
    String reachable = ANYWHERE.contains(host) ? "localhost" : host;
    try {
      URI here =
          Endpoints.url("http://%s:%d".formatted(Endpoints.host(reachable), port)).orElseThrow();
      Rehearsal.run(true, () -> probe(module.get(), here, OWN_LIMIT));
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "gRPC does not answer itself yet: {0}", e.getMessage());
    }
  }

  private void closeServer() {
    LOG.log(Level.INFO, "gRPC port={0} closes", Integer.toString(server.port()));
    server.close();
    server = null;
    listening = null;
  }

  private void complain(String text) {
    if (text != null && !text.equals(problem)) {
      LOG.log(Level.ERROR, text);
    }
    problem = text;
  }

  /** The port that is open, if one is. */
  public Optional<Integer> port() {
    return Optional.ofNullable(server).map(GrpcServer::port);
  }

  /** Why the port is not open although it is wished. */
  public Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  /** Takes no more calls, and lets those under way end. */
  public synchronized void stopServing() {
    isClosed = true;
    if (server != null) {
      closeServer();
    }
  }

  /** Ends everything. */
  public void close() {
    stopServing();
    clients.close();
  }
}
