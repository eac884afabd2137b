package dev.cleave.runtime.route;

import dev.cleave.runtime.config.CleaveConfig;
import dev.cleave.runtime.config.Endpoints;
import dev.cleave.runtime.contract.ContractModel;
import dev.cleave.runtime.standby.Rehearsal;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The route of one module: what is wished, what is in effect, why they differ if they do, and
 * whether new calls wait.
 */
final class ModuleRoute {
  private static final Logger LOG = System.getLogger(ModuleRoute.class.getName());

  private static final long CATCHING_UP_NANOS = 5_000_000_000L;

  /** What the process offers to the route of a module. */
  interface Bindings {
    /** The binding of a contract that the spec asks for. */
    Binding of(Class<?> contract, RouteSpec spec);

    /**
     * Asks the other side of a way whether it serves the module.
     *
     * @throws IllegalArgumentException with the reason if it does not
     */
    void probe(String module, RouteSpec.Leg way);

    /** From now on another way is compared than before. */
    default void compareAnew(String module) {}
  }

  private final String module;
  private final boolean isHere;
  private final Optional<String> pinnedBy;
  private final List<ContractProxy> proxies = new ArrayList<>();
  private final List<Route> draining = new ArrayList<>();
  private final Bindings bindings;
  private final Object refreshing = new Object();
  private volatile RouteSpec effective;
  private Gate gate;
  private volatile long heldAt;
  private volatile boolean isHeld;
  private volatile String wished;
  private String reason;
  private Instant since = Instant.now();

  ModuleRoute(String module, boolean isHere, Optional<String> pinnedBy, Bindings bindings) {
    this.module = module;
    this.isHere = isHere;
    this.pinnedBy = pinnedBy;
    this.bindings = bindings;
  }

  /** Whether calls wait, or did until a moment ago. */
  boolean isInHandOver() {
    return isHeld || heldAt != 0 && System.nanoTime() - heldAt < CATCHING_UP_NANOS;
  }

  String module() {
    return module;
  }

  /**
   * Works out the first route, without asking the other side, which may start later.
   *
   * @throws IllegalArgumentException if it cannot work
   */
  synchronized void start(CleaveConfig config) {
    wished = wish(config);
    effective = spec(config, wished);
    wished = effective.toString();
  }

  synchronized void add(ContractProxy proxy) {
    proxies.add(proxy);
  }

  synchronized Route newRoute(ContractModel contract) {
    return new Route(contract, bindings.of(contract.type(), effective));
  }

  private String wish(CleaveConfig config) {
    return config.route(module).orElse(isHere ? "local" : "rest");
  }

  private RouteSpec spec(CleaveConfig config, String wish) {
    return RouteSpec.parse(module, wish, config, isHere, pinnedBy);
  }

  /**
   * Brings the route to what the configuration wishes. If that cannot work, the old one stays in
   * effect and the reason is kept; it is tried again at the next refresh. The other side may take
   * its time to answer; the state can be seen and a hold can end meanwhile.
   */
  void refresh(CleaveConfig config) {
    synchronized (refreshing) {
      try {
        // before the route: whoever sees that the hold is gone must see the route that was written
        // then
        Optional<Instant> until = config.heldUntil(module);
        wished = wish(config);
        if (until.isPresent() && until.get().isAfter(Instant.now())) {
          hold(until.get());
          return;
        }
        RouteSpec spec = spec(config, wished);
        wished = spec.toString();
        for (RouteSpec.Leg leg : spec.newBeside(effective)) {
          Rehearsal.run(spec.isOnlyCompared(leg), () -> bindings.probe(module, leg));
        }
        follow(spec);
      } catch (IllegalArgumentException e) {
        stay(e.getMessage());
      }
    }
  }

  private synchronized void follow(RouteSpec spec) {
    draining.removeIf(former -> former.inFlight() == 0);
    goOn(spec);
    reason = null;
  }

  private synchronized void stay(String why) {
    if (!why.equals(reason)) {
      LOG.log(
          Level.WARNING,
          "route module={0} wished={1} stays={2}: {3}",
          module,
          wished,
          effective,
          why);
    }
    reason = why;
    goOn(effective);
  }

  /** New calls wait from now on; those under way end where they began. */
  private synchronized void hold(Instant until) {
    reason = null;
    if (gate != null) {
      gate.until(until);
      return;
    }
    Gate closed = new Gate(until, this::holdIsOver);
    gate = closed;
    isHeld = true;
    List<Route> former = proxies.stream().map(ContractProxy::route).toList();
    change(proxy -> closed.before(proxy.route().binding(), former));
    LOG.log(Level.INFO, "route module={0} held until={1}", module, until);
  }

  /** Nobody has opened in time: calls go on over the route they had before. */
  private synchronized void holdIsOver() {
    if (gate != null && !gate.until().isAfter(Instant.now())) {
      goOn(effective);
    }
  }

  /** New calls take the given route, and those that wait do too. */
  private void goOn(RouteSpec next) {
    if (!next.equals(effective) || gate != null) {
      switchTo(next);
    }
    if (gate != null) {
      heldAt = System.nanoTime();
      isHeld = false;
      gate.open();
      gate = null;
    }
  }

  private void switchTo(RouteSpec spec) {
    if (spec.shadow().isPresent() && !spec.shadow().equals(effective.shadow())) {
      bindings.compareAnew(module);
    }
    change(proxy -> bindings.of(proxy.contract().type(), spec));
    LOG.log(
        Level.INFO,
        "route module={0} from={1} to={2} endpoint={3}",
        module,
        effective,
        spec,
        spec.endpoint().map(Endpoints::text).orElse("-"));
    effective = spec;
    since = Instant.now();
  }

  private void change(Function<ContractProxy, Binding> binding) {
    List<Route> next = new ArrayList<>();
    for (ContractProxy proxy : proxies) {
      next.add(new Route(proxy.contract(), binding.apply(proxy)));
    }
    for (int i = 0; i < proxies.size(); i++) {
      draining.add(proxies.get(i).switchTo(next.get(i)));
    }
    CallThread.barrier();
  }

  synchronized RouteStatus status() {
    long inFlight = proxies.stream().mapToLong(proxy -> proxy.route().inFlight()).sum();
    long calls = proxies.stream().mapToLong(ContractProxy::calls).sum();
    long stillDraining = draining.stream().mapToLong(Route::inFlight).sum();
    return new RouteStatus(
        module,
        isHere,
        wished,
        effective.toString(),
        Optional.ofNullable(reason),
        effective.endpoint().map(Endpoints::text),
        Optional.ofNullable(gate).map(Gate::until),
        inFlight,
        stillDraining,
        calls,
        since);
  }
}
