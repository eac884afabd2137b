package dev.cleave.runtime.cdi;

import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** The server's own threads, on which work has the context of this application. */
final class ManagedThreads {
  private ManagedThreads() {}

  /**
   * An executor of the server.
   *
   * @param otherwise what is used if the server has none: Jakarta Concurrency is not among its
   *     features
   */
  static Executor or(Executor otherwise) {
    try {
      return Managed.ofThisApplication().orElse(otherwise);
    } catch (NamingException | LinkageError e) {
      System.getLogger(ManagedThreads.class.getName())
          .log(
              System.Logger.Level.INFO,
              "calls over gRPC run on threads of the toolkit: {0}",
              e.toString());
      return otherwise;
    }
  }

  /** Apart, so that its types are asked for only when they are used. */
  private static final class Managed {
    private Managed() {}

    /** Work that is handed over by a thread that is not the server's would have no context. */
    static Optional<Executor> ofThisApplication() throws NamingException {
      Object executor = InitialContext.doLookup("java:comp/DefaultManagedExecutorService");
      Object contexts = InitialContext.doLookup("java:comp/DefaultContextService");
      if (executor instanceof ManagedExecutorService threads
          && contexts instanceof ContextService service) {
        Executor context = service.currentContextExecutor();
        return Optional.of(task -> threads.execute(() -> context.execute(task)));
      }
      return Optional.empty();
    }
  }
}
