package dev.cleave.runtime.route;

import dev.cleave.runtime.config.CleaveConfig;
import dev.cleave.runtime.config.Nearest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A route that can be carried out: one way or several with their shares, and perhaps one that is
 * only compared.
 *
 * @param legs the ways; their shares add up to 100
 * @param shadow the way that gets copies of reads; its share is that of the reads
 */
record RouteSpec(List<Leg> legs, Optional<Leg> shadow) {
  private static final List<String> KNOWN =
      Stream.of(BindingKind.values()).map(BindingKind::toString).toList();
  private static final Pattern LEG =
      Pattern.compile("([a-z]+)(?:\\.([a-z][a-z0-9-]*))?(?:\\s*:\\s*(\\d{1,3}))?");
  private static final int ALL = 100;

  /**
   * One way of calls.
   *
   * @param kind the binding
   * @param variant which of several processes that are reached so; empty for the usual one
   * @param endpoint where it leads; empty for {@code local}
   * @param percent its share
   */
  record Leg(BindingKind kind, String variant, Optional<URI> endpoint, int percent) {
    /** The same way, whatever its share. */
    boolean leadsWhere(Leg other) {
      return kind == other.kind && endpoint.equals(other.endpoint);
    }

    /** The word for it, without its share. */
    String name() {
      return variant.isEmpty() ? kind.toString() : kind + "." + variant;
    }

    private String withShare() {
      return name() + ":" + percent;
    }
  }

  /**
   * Reads a wish.
   *
   * @throws IllegalArgumentException if it cannot be carried out, with the reason and the remedy
   */
  static RouteSpec parse(
      String module, String wish, CleaveConfig config, boolean isHere, Optional<String> pinnedBy) {
    List<Leg> legs = new ArrayList<>();
    Optional<Leg> shadow = Optional.empty();
    int shares = 0;
    for (String part : wish.split(",", -1)) {
      boolean isShadow = part.strip().startsWith("shadow ");
      String text = isShadow ? part.strip().substring("shadow ".length()).strip() : part.strip();
      Leg leg = leg(module, wish, text, config);
      require(module, wish, leg, isHere, pinnedBy);
      if (!isShadow) {
        legs.add(leg);
        shares += text.contains(":") ? 1 : 0;
      } else if (shadow.isPresent()) {
        throw new IllegalArgumentException(
            "cleave.route.%s = \"%s\": one way can be compared, not two.".formatted(module, wish));
      } else {
        shadow = Optional.of(leg);
      }
    }
    requireShares(module, wish, legs, shares);
    requireAnother(module, wish, legs, shadow);
    return new RouteSpec(legs, shadow);
  }

  private static Leg leg(String module, String wish, String text, CleaveConfig config) {
    Matcher parts = LEG.matcher(text);
    BindingKind kind = parts.matches() ? BindingKind.of(parts.group(1)).orElse(null) : null;
    if (kind == null) {
      throw new IllegalArgumentException(
          "cleave.route.%s = \"%s\" is no route: write one of %s (did you mean \"%s\"?), or several with their shares, such as \"local:90, rest:10\" or \"local, shadow rest\"."
              .formatted(module, wish, KNOWN, Nearest.to(text, KNOWN).orElse("local")));
    }
    String variant = Optional.ofNullable(parts.group(2)).orElse("");
    if (kind != BindingKind.REST && kind != BindingKind.GRPC && !variant.isEmpty()) {
      throw new IllegalArgumentException(
          "cleave.route.%s = \"%s\": only rest and grpc lead to several processes, %s has no variant."
              .formatted(module, wish, kind));
    }
    int percent = parts.group(3) == null ? ALL : Integer.parseInt(parts.group(3));
    return new Leg(kind, variant, endpoint(kind, module, variant, config), percent);
  }

  private static void requireAnother(
      String module, String wish, List<Leg> legs, Optional<Leg> shadow) {
    if (shadow.isPresent() && legs.stream().anyMatch(shadow.get()::leadsWhere)) {
      throw new IllegalArgumentException(
          "cleave.route.%s = \"%s\" compares a way with itself: name another one after shadow."
              .formatted(module, wish));
    }
  }

  private static void requireShares(String module, String wish, List<Leg> legs, int shares) {
    int sum = legs.stream().mapToInt(Leg::percent).sum();
    if (legs.isEmpty() || sum != ALL || legs.size() > 1 && shares < legs.size()) {
      throw new IllegalArgumentException(
          "cleave.route.%s = \"%s\": the shares must add up to 100, such as \"local:90, rest:10\"."
              .formatted(module, wish));
    }
    long different = legs.stream().map(Leg::name).distinct().count();
    if (different < legs.size()) {
      throw new IllegalArgumentException(
          "cleave.route.%s = \"%s\" names one way twice: write it once, with its share."
              .formatted(module, wish));
    }
  }

  private static void require(
      String module, String wish, Leg leg, boolean isHere, Optional<String> pinnedBy) {
    if (leg.kind() == BindingKind.LOCAL && !isHere) {
      throw new IllegalArgumentException(
          ("cleave.route.%s = %s, but no service of that module is deployed in this process: add"
                  + " its service jar, or set the route to rest and cleave.endpoint.%s.rest.")
              .formatted(module, wish, module));
    }
    if (leg.kind() != BindingKind.LOCAL && isHere && pinnedBy.isPresent()) {
      throw new IllegalArgumentException(
          ("cleave.route.%s = %s is refused: %s is a @SharedTransaction, which joins the transaction"
                  + " of its caller and pins the module to local in this process.")
              .formatted(module, wish, pinnedBy.get()));
    }
  }

  private static Optional<URI> endpoint(
      BindingKind kind, String module, String variant, CleaveConfig config) {
    return switch (kind) {
      case LOCAL -> Optional.empty();
      case REST -> {
        String key =
            "cleave.endpoint.%s.rest%s".formatted(module, variant.isEmpty() ? "" : "." + variant);
        yield Optional.of(
            config
                .restEndpoint(module, variant)
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            ("cleave.route.%s = rest%s, but there is no %s: set it"
                                    + " to the internal port of a process that has the module, such as"
                                    + " http://localhost:9181.")
                                .formatted(module, variant.isEmpty() ? "" : "." + variant, key))));
      }
      case GRPC ->
          Optional.of(
              config
                  .grpcEndpoint(module, variant)
                  .orElseThrow(
                      () ->
                          new IllegalArgumentException(
                              ("cleave.route.%s = grpc%s, but there is no cleave.endpoint.%s.grpc%s:"
                                      + " set it to the gRPC port of a process that has the module,"
                                      + " such as http://localhost:9281.")
                                  .formatted(module, suffix(variant), module, suffix(variant)))));
      case JMS ->
          Optional.of(
              config
                  .jms()
                  .url()
                  .orElseThrow(
                      () ->
                          new IllegalArgumentException(
                              ("cleave.route.%s = jms, but there is no cleave.jms.url: set it to the"
                                      + " broker, such as tcp://localhost:9616.")
                                  .formatted(module))));
    };
  }

  private static String suffix(String variant) {
    return variant.isEmpty() ? "" : "." + variant;
  }

  /**
   * The ways that {@code former} did not have, of which nobody knows yet that they lead anywhere.
   */
  List<Leg> newBeside(RouteSpec former) {
    return ways().filter(leg -> former.ways().noneMatch(leg::leadsWhere)).toList();
  }

  /** Whether no caller gets what comes over that way. */
  boolean isOnlyCompared(Leg leg) {
    return shadow.filter(leg::equals).isPresent();
  }

  private Stream<Leg> ways() {
    return Stream.concat(legs.stream(), shadow.stream());
  }

  /** Where the first way of answers that leaves the process leads. */
  Optional<URI> endpoint() {
    return legs.stream().flatMap(leg -> leg.endpoint().stream()).findFirst();
  }

  /** As it is written, always in the same way. */
  @Override
  public String toString() {
    String text =
        legs.size() == 1
            ? legs.get(0).name()
            : legs.stream().map(Leg::withShare).collect(Collectors.joining(", "));
    return shadow
        .map(leg -> text + ", shadow " + (leg.percent() == ALL ? leg.name() : leg.withShare()))
        .orElse(text);
  }
}
