package dev.cleave.cli.route;

/**
 * Where one module lives.
 *
 * @param home the process that serves it, wherever a call arrives
 * @param inHome how calls made inside that process travel: {@code LOCAL}, or out of it and back,
 *     which proves that the boundary holds before the module moves out
 * @param fromOthers how calls from other processes travel: {@code REST} or {@code JMS}
 */
public record Placement(String home, Binding inHome, Binding fromOthers) {

  /** In {@code home}, called directly there. */
  public static Placement in(String home, Binding fromOthers) {
    return new Placement(home, Binding.LOCAL, fromOthers);
  }

  /** Called in its home by the same way as from everywhere. */
  public static Placement loopback(String home, Binding binding) {
    return new Placement(home, binding, binding);
  }

  /** Calls from the process {@code caller} travel so. */
  public Binding from(String caller) {
    return caller.equals(home) ? inHome : fromOthers;
  }

  /** The same home, reached by others in another way. */
  public Placement reachedOver(Binding binding) {
    return new Placement(home, inHome, binding);
  }
}
