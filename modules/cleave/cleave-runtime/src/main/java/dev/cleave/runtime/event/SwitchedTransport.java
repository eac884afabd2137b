package dev.cleave.runtime.event;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Goes to the listener here or over the broker, as is decided anew for each group. Nobody works on
 * a lane while a group of it is under way, so a key never has two deliveries on different ways; one
 * that was sent, not confirmed, and comes late meets an inbox that has it.
 */
final class SwitchedTransport implements EventTransport {
  private final Supplier<EventTransport> current;

  SwitchedTransport(Supplier<EventTransport> current) {
    this.current = current;
  }

  @Override
  public void deliver(List<Delivery> deliveries, Duration limit, Runnable whenGivenUp)
      throws Exception {
    current.get().deliver(deliveries, limit, whenGivenUp);
  }
}
