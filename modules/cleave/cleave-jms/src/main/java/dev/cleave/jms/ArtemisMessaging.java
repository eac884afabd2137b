package dev.cleave.jms;

import dev.cleave.runtime.message.Message;
import dev.cleave.runtime.message.Messaging;
import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import java.util.Deque;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.apache.activemq.artemis.api.core.ActiveMQInterruptedException;

/** The toolkit's messaging, over two links to one broker. */
final class ArtemisMessaging implements Messaging {
  /** For a broker that is only being restarted: longer than that, nobody waits for it. */
  private static final long PATIENCE_MILLIS = 5_000;

  private final Link asking;
  private final Link answering;
  private final Deque<Sender> idle = new ConcurrentLinkedDeque<>();

  ArtemisMessaging(Link asking, Link answering) {
    this.asking = asking;
    this.answering = answering;
  }

  @Override
  public Message request(String queue, Message request, long deadlineNanos, boolean isDurable)
      throws NotSent, Unanswered {
    String id = UUID.randomUUID().toString();
    boolean mayHaveArrived = false;
    while (true) {
      Connection connection = connection(deadlineNanos, mayHaveArrived);
      long ttl = (deadlineNanos - System.nanoTime()) / 1_000_000;
      if (ttl <= 0) {
        throw failed("the deadline passed before a broker had it", null, mayHaveArrived);
      }
      Optional<Message> answer = Optional.empty();
      try {
        answer = ask(connection, queue, request, id, ttl, deadlineNanos, isDurable);
      } catch (ActiveMQInterruptedException e) {
        throw interrupted();
      } catch (JMSException e) {
        if (Failures.isInterrupt(e)) {
          throw interrupted();
        }
        if (!Failures.isLoss(e) && isCurrent(connection)) {
          throw failed(Failures.describe(e), e, mayHaveArrived);
        }
        asking.lost(connection, e);
      } catch (Unprocessable e) {
        throw new Unanswered("the answer is unreadable: " + e.getMessage());
      }
      if (answer.isPresent()) {
        return answer.get();
      }
      mayHaveArrived = true;
      if (deadlineNanos - System.nanoTime() <= 0) {
        throw new Unanswered("no answer came from the queue " + queue);
      }
    }
  }

  /** Empty if the deadline came first, or the end of the connection. */
  private Optional<Message> ask(
      Connection connection,
      String queue,
      Message request,
      String id,
      long ttlMillis,
      long deadlineNanos,
      boolean isDurable)
      throws JMSException, Unprocessable {
    Sender sender = sender(connection);
    boolean isUsable = false;
    try {
      sender.ask(queue, request, id, ttlMillis, isDurable);
      Message answer = sender.answer(id, deadlineNanos);
      isUsable = answer != null || deadlineNanos - System.nanoTime() <= 0;
      if (!isUsable) {
        throw new IllegalStateException("the connection to the broker was lost");
      }
      return Optional.ofNullable(answer);
    } finally {
      release(sender, isUsable);
    }
  }

  private void release(Sender sender, boolean isUsable) {
    if (isUsable) {
      idle.push(sender);
    } else {
      sender.close();
    }
  }

  /** It ends the waiting of this thread, and nothing that others share. */
  private static Unanswered interrupted() {
    Thread.currentThread().interrupt();
    return new Unanswered("the thread was interrupted while it waited");
  }

  private boolean isCurrent(Connection connection) {
    return asking.current().filter(current -> current == connection).isPresent();
  }

  private Connection connection(long deadlineNanos, boolean mayHaveArrived)
      throws NotSent, Unanswered {
    try {
      Optional<Connection> connection = asking.await(deadlineNanos, PATIENCE_MILLIS);
      if (connection.isPresent()) {
        return connection.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("the thread was interrupted", e, mayHaveArrived);
    }
    throw failed(
        asking
            .outage()
            .map(away -> "the broker at %s is away: %s".formatted(away.broker(), away.reason()))
            .orElse("the broker is away"),
        null,
        mayHaveArrived);
  }

  /** For a method that throws one of two: the caller throws what this returns. */
  private static NotSent failed(String message, Exception cause, boolean mayHaveArrived)
      throws Unanswered {
    if (mayHaveArrived) {
      throw new Unanswered(message);
    }
    return new NotSent(message, cause);
  }

  private Sender sender(Connection connection) throws JMSException {
    while (true) {
      Sender sender = idle.poll();
      if (sender == null) {
        return new Sender(connection);
      }
      if (sender.connection() == connection) {
        return sender;
      }
      sender.close();
    }
  }

  @Override
  public void send(Destination destination, Message message) throws NotSent {
    Connection connection =
        asking
            .current()
            .orElseThrow(
                () ->
                    new NotSent(
                        asking.outage().map(Outage::reason).orElse("the broker is away"), null));
    try {
      Sender sender = sender(connection);
      boolean isUsable = false;
      try {
        sender.send(destination, message, duplicateId(destination, message));
        isUsable = true;
      } finally {
        release(sender, isUsable);
      }
    } catch (JMSException e) {
      if (Failures.isLoss(e)) {
        asking.lost(connection, e);
      }
      throw new NotSent(Failures.describe(e), e);
    }
  }

  /** An event that is sent a second time is dropped by a broker that remembers the first. */
  private static String duplicateId(Destination destination, Message message) {
    return message
        .text("cloudEvents_id")
        .map(
            id ->
                "%s %s %s"
                    .formatted(destination.isTopic() ? "topic" : "queue", destination.name(), id))
        .orElse(null);
  }

  @Override
  public Consumption consume(String queue, int parallel, Handler handler) {
    return new QueueConsumption(answering, queue, parallel, handler);
  }

  @Override
  public Optional<Outage> outage() {
    return asking.outage().or(answering::outage);
  }

  @Override
  public void close() {
    asking.close();
    answering.close();
  }
}
