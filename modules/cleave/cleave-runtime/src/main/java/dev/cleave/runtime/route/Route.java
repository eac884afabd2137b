package dev.cleave.runtime.route;

/** The route of one contract at one time; its identity is what calls under way are counted by. */
final class Route {
  private final Binding binding;

  Route(Binding binding) {
    this.binding = binding;
  }

  Binding binding() {
    return binding;
  }

  /** Calls under way on this route. */
  long inFlight() {
    return CallThread.inFlight(this);
  }
}
