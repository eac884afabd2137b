package dev.cleave.cli.route;

import dev.cleave.cli.build.Deployment;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where every module lives, as the operator wishes it. From it follows what each process must be
 * told.
 */
public final class RouteTable {

  private final SortedMap<String, Placement> placements;

  private RouteTable(Map<String, Placement> placements) {
    this.placements = Collections.unmodifiableSortedMap(new TreeMap<>(placements));
  }

  /** A table with these placements. */
  public static RouteTable of(Map<String, Placement> placements) {
    return new RouteTable(placements);
  }

  /** Every module in the process {@code home}. */
  public static RouteTable allIn(String home, List<String> modules) {
    Map<String, Placement> placements = new TreeMap<>();
    modules.forEach(module -> placements.put(module, Placement.in(home, Binding.REST)));
    return new RouteTable(placements);
  }

  /** This table with one module placed anew. */
  public RouteTable with(String module, Placement placement) {
    Map<String, Placement> changed = new TreeMap<>(placements);
    changed.put(module, placement);
    return new RouteTable(changed);
  }

  /** Where {@code module} lives. */
  public Placement placement(String module) {
    Placement placement = placements.get(module);
    if (placement == null) {
      throw new IllegalArgumentException("no module " + module);
    }
    return placement;
  }

  /** Every module and where it lives, in alphabetical order. */
  public SortedMap<String, Placement> placements() {
    return placements;
  }

  /** Whether any module lives outside the monolith. */
  private boolean isSplit() {
    return placements.values().stream()
        .anyMatch(placement -> placement.reachesBeyond(Deployment.MONOLITH));
  }

  /**
   * The keys that the process {@code process} reads.
   *
   * @param ports of the processes by name
   * @param hasBroker whether events may travel between processes
   */
  public SortedMap<String, String> propertiesFor(
      String process, ProcessPorts ports, boolean hasBroker) {
    SortedMap<String, String> properties = new TreeMap<>();
    placements.forEach(
        (module, placement) -> {
          properties.put("cleave.route." + module, placement.routeFrom(process));
          endpoints(process, module, placement, ports, properties);
          placement
              .heldUntil()
              .ifPresent(until -> properties.put("cleave.hold." + module, until.toString()));
          if (placement.standby().contains(process)) {
            properties.put("cleave.standby." + module, "true");
          }
          if (hasBroker) {
            overBroker(process, module, placement, properties);
          }
        });
    return properties;
  }

  /**
   * Where a call from that process finds the home, its further instances and a second process. Also
   * for a local route: it is where the module is found when the route is changed by hand.
   */
  private static void endpoints(
      String process,
      String module,
      Placement placement,
      ProcessPorts ports,
      Map<String, String> properties) {
    endpoints("rest", ports::internal, process, module, placement, properties);
    if (placement.isReachedOver(Binding.GRPC)) {
      endpoints("grpc", ports::grpc, process, module, placement, properties);
    }
  }

  private static void endpoints(
      String binding,
      ToIntFunction<String> port,
      String process,
      String module,
      Placement placement,
      Map<String, String> properties) {
    String key = "cleave.endpoint." + module + "." + binding;
    properties.put(
        key,
        Stream.concat(Stream.of(placement.home()), placement.further().stream())
            .map(instance -> "http://localhost:" + port.applyAsInt(instance))
            .collect(Collectors.joining(", ")));
    placement
        .trial()
        .ifPresent(
            trial -> {
              String second = "http://localhost:" + port.applyAsInt(trial.process());
              if (placement.needsSecondEndpoint(process)) {
                properties.put(key + "." + Trial.VARIANT, second);
              } else if (!process.equals(trial.process())) {
                properties.put(key, second);
              }
            });
  }

  /**
   * The home of a module takes its requests and events from the broker as soon as somebody else may
   * send them; its listeners are reached there, from wherever the publisher is.
   */
  private void overBroker(
      String process, String module, Placement placement, SortedMap<String, String> properties) {
    boolean isHome = placement.isAtHomeIn(process);
    boolean isServed = isSplit() || placement.inHome() == Binding.JMS;
    if (isHome && isServed) {
      properties.put("cleave.serve." + module, "jms");
    }
    if (isHome ? placement.inHome() == Binding.JMS : isSplit()) {
      properties.put("cleave.listeners." + module, "jms");
    }
  }
}
