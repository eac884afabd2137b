package dev.cleave.runtime.rest;

import dev.cleave.runtime.call.ContractServers;
import dev.cleave.runtime.config.CleaveConfig;
import dev.cleave.runtime.config.FileConfigSource;
import dev.cleave.runtime.event.Events;
import dev.cleave.runtime.message.Serving;
import dev.cleave.runtime.route.RouteStatus;
import dev.cleave.runtime.route.RouteTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Brings everything in this process to what the configuration wishes, without waiting for the
 * timers that do the same, and waits for what is under way in the old way.
 */
final class Following {
  private static final long POLL_MILLIS = 2;
  private static final Duration DATABASE_PATIENCE = Duration.ofSeconds(5);

  private final CleaveConfig config;
  private final RouteTable routes;
  private final ContractServers servers;
  private final Events events;
  private final Serving serving;
  private final Set<String> warmed = new HashSet<>();

  Following(
      CleaveConfig config,
      RouteTable routes,
      ContractServers servers,
      Events events,
      Serving serving) {
    this.config = config;
    this.routes = routes;
    this.servers = servers;
    this.events = events;
    this.serving = serving;
  }

  /**
   * What a process answers.
   *
   * @param epoch the edition of its configuration that it follows
   * @param pending what is still under way in the old way, one sentence each; empty when all is
   *     done
   */
  public record Followed(String process, long epoch, List<String> pending) {}

  /** One at a time: two would take each other's half-made changes for done. */
  synchronized Followed follow(String process, Duration patience) {
    FileConfigSource.lookNow();
    long end = System.nanoTime() + patience.toNanos();
    long epoch = config.epoch();
    servers.duties().refresh();
    // not by what was so a moment ago: the timer may have refreshed it
    Set<String> activated = new TreeSet<>(warmed);
    activated.removeAll(servers.duties().standingBy());
    warmed.removeAll(activated);
    List<String> cutOff = new ArrayList<>();
    for (String module : standbysToWarm()) {
      servers.awaitDataSource(module, DATABASE_PATIENCE);
      serving.makeReady(module);
    }
    for (String module : activated) {
      if (servers.hasModule(module) && !servers.awaitDataSource(module, DATABASE_PATIENCE)) {
        cutOff.add("the database of %s gives no connection".formatted(module));
      }
    }
    routes.modules().forEach(routes::refresh);
    if (patience.isZero()) {
      // what has to do with the broker follows by its timers, and nobody waits for that
      return new Followed(process, epoch, cutOff);
    }
    routes.modules().forEach(serving::refresh);
    boolean areEventsQuiet = events.follow();
    List<String> pending = pending(areEventsQuiet);
    while (!pending.isEmpty() && System.nanoTime() - end < 0 && pause()) {
      areEventsQuiet = events.follow();
      pending = pending(areEventsQuiet);
    }
    cutOff.addAll(pending);
    return new Followed(process, epoch, cutOff);
  }

  /** The first connection of a data source takes long; it is made before anybody waits for it. */
  private List<String> standbysToWarm() {
    return servers.duties().standingBy().stream()
        .filter(module -> servers.hasModule(module) && warmed.add(module))
        .toList();
  }

  private List<String> pending(boolean areEventsQuiet) {
    List<String> pending = new ArrayList<>();
    for (RouteStatus route : routes.status()) {
      route.reason().ifPresent(pending::add);
      if (route.draining() > 0) {
        pending.add("%d calls to %s are under way".formatted(route.draining(), route.module()));
      }
    }
    for (String module : servers.duties().standingBy()) {
      if (!servers.duties().of(module).isQuiet()) {
        pending.add("calls to %s that arrived here are under way".formatted(module));
      }
    }
    if (!serving.isQuiet()) {
      pending.add("messages that were taken are being handled");
    }
    if (!areEventsQuiet) {
      pending.add("events are being delivered");
    }
    return pending;
  }

  private static boolean pause() {
    try {
      Thread.sleep(POLL_MILLIS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
