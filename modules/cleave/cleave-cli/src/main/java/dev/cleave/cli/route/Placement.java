package dev.cleave.cli.route;

/**
 * Where one module lives.
 *
 * @param home the process that serves it, wherever a call arrives
 * @param inHome how calls made inside that process travel: {@code LOCAL}, or {@code REST} through
 *     its own internal port and back, which proves that the boundary holds before the module moves
 *     out
 */
public record Placement(String home, Binding inHome) {

  /** Calls from the process {@code caller} travel so. */
  public Binding from(String caller) {
    return caller.equals(home) ? inHome : Binding.REST;
  }
}
