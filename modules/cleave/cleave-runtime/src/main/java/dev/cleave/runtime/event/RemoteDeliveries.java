package dev.cleave.runtime.event;

import dev.cleave.runtime.event.RemoteTransport.Outcome;
import dev.cleave.runtime.event.RemoteTransport.Outcome.Kind;
import dev.cleave.runtime.message.Message;
import dev.cleave.runtime.message.Messaging.Handler;
import dev.cleave.runtime.message.Messaging.Unprocessable;
import dev.cleave.runtime.message.Received;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Takes the batches of one subscription from its queue and gives them to the listener here. The
 * answer goes out after the inbox has committed; the message is acknowledged after that.
 */
final class RemoteDeliveries implements Handler {
  /** On top of the limit, for the watchdog to notice. */
  private static final Duration TOLERANCE = Duration.ofSeconds(3);

  private final Listener listener;
  private final ReceivedEvents inbox;
  private final EventSettings settings;
  private final EventThreads threads;

  RemoteDeliveries(
      Listener listener, ReceivedEvents inbox, EventSettings settings, EventThreads threads) {
    this.listener = listener;
    this.inbox = inbox;
    this.settings = settings;
    this.threads = threads;
  }

  @Override
  public Message handle(Received received) throws Unprocessable {
    EventBatch batch;
    try {
      batch = EventBatch.read(received.message());
    } catch (IllegalArgumentException e) {
      String cause = "%s cannot read it: %s".formatted(listener.subscription(), e.getMessage());
      if (received.isAnswerable()) {
        return new Outcome(Kind.UNDELIVERABLE, cause).write();
      }
      throw new Unprocessable(cause);
    }
    return deliver(batch).write();
  }

  /** On a thread that may be left behind: a listener that hangs must not keep the consumer. */
  private Outcome deliver(EventBatch batch) {
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    EventTransport here =
        new InProcessTransport(listener, batch.generation(), inbox, settings, threads.watchdog());
    threads.work(() -> outcome.complete(attempt(here, batch, outcome)));
    try {
      return outcome.get(batch.limit().plus(TOLERANCE).toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return new Outcome(Kind.AWAY, "%s is stuck".formatted(listener.subscription()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome(Kind.AWAY, "the process stops");
    }
  }

  private static Outcome attempt(
      EventTransport here, EventBatch batch, CompletableFuture<Outcome> outcome) {
    try {
      here.deliver(batch.deliveries(), batch.limit(), () -> outcome.complete(hung(batch.limit())));
      return Outcome.DONE;
    } catch (Watchdog.GivenUp e) {
      return hung(batch.limit());
    } catch (UndeliverableEvent e) {
      return new Outcome(Kind.UNDELIVERABLE, e.getMessage());
    } catch (DatabaseAway e) {
      return new Outcome(Kind.AWAY, String.valueOf(e.getMessage()));
    } catch (Exception e) {
      return new Outcome(DatabaseAway.isCauseOf(e) ? Kind.OUTAGE : Kind.FAILED, FailureText.of(e));
    }
  }

  private static Outcome hung(Duration limit) {
    return new Outcome(Kind.FAILED, FailureText.hung(limit));
  }
}
