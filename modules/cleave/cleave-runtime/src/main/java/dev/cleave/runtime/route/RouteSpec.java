package dev.cleave.runtime.route;

import dev.cleave.runtime.config.Nearest;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A route that can be carried out.
 *
 * @param kind the binding
 * @param endpoint where it leads; empty for {@code local}
 */
record RouteSpec(Kind kind, Optional<URI> endpoint) {
  /** The bindings of this version. */
  enum Kind {
    LOCAL,
    REST;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final List<String> KNOWN = List.of("local", "rest");

  /**
   * Reads a wish.
   *
   * @throws IllegalArgumentException if it cannot be carried out, with the reason and the remedy
   */
  static RouteSpec parse(
      String module,
      String wish,
      Optional<URI> restEndpoint,
      boolean isHere,
      Optional<String> pinnedBy) {
    Kind kind =
        switch (wish) {
          case "local" -> Kind.LOCAL;
          case "rest" -> Kind.REST;
          default ->
              throw new IllegalArgumentException(
                  "cleave.route.%s = \"%s\" is no route: write one of %s (did you mean \"%s\"?)."
                      .formatted(module, wish, KNOWN, Nearest.to(wish, KNOWN).orElse("local")));
        };
    if (kind == Kind.LOCAL && !isHere) {
      throw new IllegalArgumentException(
          ("cleave.route.%s = local, but no service of that module is deployed in this process: add"
                  + " its service jar, or set the route to rest and cleave.endpoint.%s.rest.")
              .formatted(module, module));
    }
    if (kind != Kind.LOCAL && isHere && pinnedBy.isPresent()) {
      throw new IllegalArgumentException(
          ("cleave.route.%s = %s is refused: %s is a @SharedTransaction, which joins the transaction"
                  + " of its caller and pins the module to local in this process.")
              .formatted(module, wish, pinnedBy.get()));
    }
    if (kind == Kind.REST && restEndpoint.isEmpty()) {
      throw new IllegalArgumentException(
          ("cleave.route.%s = rest, but there is no cleave.endpoint.%s.rest: set it to the internal"
                  + " port of a process that has the module, such as http://localhost:9181.")
              .formatted(module, module));
    }
    return new RouteSpec(kind, kind == Kind.LOCAL ? Optional.empty() : restEndpoint);
  }
}
