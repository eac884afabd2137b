package dev.cleave.cli.route;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Where one module lives.
 *
 * @param home the process that serves it, wherever a call arrives
 * @param inHome how calls made inside that process travel: {@code LOCAL}, or out of it and back,
 *     which proves that the boundary holds before the module moves out
 * @param fromOthers how calls from other processes travel: {@code REST}, {@code JMS} or {@code
 *     GRPC}
 * @param trial a second process that has the module and gets a share of its calls, or none yet
 * @param heldUntil until when new calls wait, in every process; at that instant they go on by
 *     themselves
 * @param standby the processes that have the module and must not serve it
 * @param further processes that serve it as its home does, on the same data
 */
public record Placement(
    String home,
    Binding inHome,
    Binding fromOthers,
    Optional<Trial> trial,
    Optional<Instant> heldUntil,
    SortedSet<String> standby,
    SortedSet<String> further) {

  /** Keeps its own copies of the sets. */
  public Placement {
    standby = new TreeSet<>(standby);
    further = new TreeSet<>(further);
  }

  Placement(String home, Binding inHome, Binding fromOthers) {
    this(
        home,
        inHome,
        fromOthers,
        Optional.empty(),
        Optional.empty(),
        new TreeSet<>(),
        new TreeSet<>());
  }

  /** In {@code home}, called directly there. */
  public static Placement in(String home, Binding fromOthers) {
    return new Placement(home, Binding.LOCAL, fromOthers);
  }

  /** Called in its home by the same way as from everywhere. */
  public static Placement loopback(String home, Binding binding) {
    return new Placement(home, binding, binding);
  }

  /** The same home, reached by others in another way. */
  public Placement reachedOver(Binding binding) {
    return new Placement(home, inHome, binding, trial, heldUntil, standby, further);
  }

  /** The same with a second process beside the home. */
  public Placement with(Trial second) {
    return new Placement(
        home, inHome, fromOthers, Optional.of(second), heldUntil, standby, further);
  }

  /** The same with the home alone. */
  public Placement withoutTrial() {
    return new Placement(home, inHome, fromOthers, Optional.empty(), heldUntil, standby, further);
  }

  /** The same, with new calls waiting until {@code instant}. */
  public Placement heldUntil(Instant instant) {
    return new Placement(home, inHome, fromOthers, trial, Optional.of(instant), standby, further);
  }

  /** The same, with nobody waiting. */
  public Placement released() {
    return new Placement(home, inHome, fromOthers, trial, Optional.empty(), standby, further);
  }

  /** The same, with exactly these processes standing by. */
  public Placement standingBy(Collection<String> processes) {
    return new Placement(
        home, inHome, fromOthers, trial, heldUntil, new TreeSet<>(processes), further);
  }

  /** The same, with exactly these processes serving it beside its home. */
  public Placement besideHome(Collection<String> processes) {
    return new Placement(
        home, inHome, fromOthers, trial, heldUntil, standby, new TreeSet<>(processes));
  }

  /** Whether calls in that process are those in its home. */
  boolean isAtHomeIn(String process) {
    return home.equals(process) || further.contains(process);
  }

  /** Whether any calls may go that way. */
  boolean isReachedOver(Binding binding) {
    return inHome == binding || fromOthers == binding;
  }

  /** Whether the module has to do with more processes than {@code process}. */
  boolean reachesBeyond(String process) {
    return !home.equals(process) || trial.isPresent() || !further.isEmpty();
  }

  /**
   * The route of calls from the process {@code caller}, as it is written in {@code
   * cleave.route.<module>}.
   */
  public String routeFrom(String caller) {
    Binding usual = isAtHomeIn(caller) ? inHome : fromOthers;
    return trial
        .filter(second -> !second.process().equals(caller) && usual != Binding.JMS)
        .map(second -> second.routeBeside(usual))
        .orElse(usual.word());
  }

  /** Whether calls from that process may also go to the second one, beside another endpoint. */
  boolean needsSecondEndpoint(String caller) {
    return trial.isPresent()
        && !trial.get().process().equals(caller)
        && !(isAtHomeIn(caller) && inHome == Binding.LOCAL);
  }
}
