package dev.cleave.runtime.route;

import java.util.concurrent.atomic.LongAdder;

/** The route of one contract at one time, with the calls that are under way on it. */
final class Route {
  private final Binding binding;
  private final LongAdder started = new LongAdder();
  private final LongAdder finished = new LongAdder();

  Route(Binding binding) {
    this.binding = binding;
  }

  Binding binding() {
    return binding;
  }

  void enter() {
    started.increment();
  }

  void exit() {
    finished.increment();
  }

  /** Calls under way; never too low, so that zero means drained once no new call can enter. */
  long inFlight() {
    long ended = finished.sum();
    return started.sum() - ended;
  }

  long calls() {
    return started.sum();
  }
}
