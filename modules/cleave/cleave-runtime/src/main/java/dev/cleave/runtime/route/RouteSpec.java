package dev.cleave.runtime.route;

import dev.cleave.runtime.config.CleaveConfig;
import dev.cleave.runtime.config.Nearest;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A route that can be carried out.
 *
 * @param kind the binding
 * @param endpoint where it leads; empty for {@code local}
 */
record RouteSpec(BindingKind kind, Optional<URI> endpoint) {
  private static final List<String> KNOWN =
      Stream.of(BindingKind.values()).map(BindingKind::toString).toList();

  /**
   * Reads a wish.
   *
   * @throws IllegalArgumentException if it cannot be carried out, with the reason and the remedy
   */
  static RouteSpec parse(
      String module, String wish, CleaveConfig config, boolean isHere, Optional<String> pinnedBy) {
    BindingKind kind =
        BindingKind.of(wish)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "cleave.route.%s = \"%s\" is no route: write one of %s (did you mean \"%s\"?)."
                            .formatted(
                                module, wish, KNOWN, Nearest.to(wish, KNOWN).orElse("local"))));
    if (kind == BindingKind.LOCAL && !isHere) {
      throw new IllegalArgumentException(
          ("cleave.route.%s = local, but no service of that module is deployed in this process: add"
                  + " its service jar, or set the route to rest and cleave.endpoint.%s.rest.")
              .formatted(module, module));
    }
    if (kind != BindingKind.LOCAL && isHere && pinnedBy.isPresent()) {
      throw new IllegalArgumentException(
          ("cleave.route.%s = %s is refused: %s is a @SharedTransaction, which joins the transaction"
                  + " of its caller and pins the module to local in this process.")
              .formatted(module, wish, pinnedBy.get()));
    }
    return new RouteSpec(kind, endpoint(kind, module, config));
  }

  private static Optional<URI> endpoint(BindingKind kind, String module, CleaveConfig config) {
    return switch (kind) {
      case LOCAL -> Optional.empty();
      case REST ->
          Optional.of(
              config
                  .restEndpoint(module)
                  .orElseThrow(
                      () ->
                          new IllegalArgumentException(
                              ("cleave.route.%s = rest, but there is no cleave.endpoint.%s.rest: set it"
                                      + " to the internal port of a process that has the module, such as"
                                      + " http://localhost:9181.")
                                  .formatted(module, module))));
      case JMS ->
          Optional.of(
              config
                  .jmsUrl()
                  .orElseThrow(
                      () ->
                          new IllegalArgumentException(
                              ("cleave.route.%s = jms, but there is no cleave.jms.url: set it to the"
                                      + " broker, such as tcp://localhost:9616.")
                                  .formatted(module))));
    };
  }
}
