package dev.cleave.runtime.event;

import dev.cleave.CallContext;
import dev.cleave.runtime.message.Message;
import dev.cleave.runtime.message.Messaging.Handler;
import dev.cleave.runtime.message.Messaging.Unprocessable;
import dev.cleave.runtime.message.Received;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Makes integration events of the messages of one queue that the world outside fills. A message is
 * acknowledged when its event is in the log; one that comes twice is one event; one that is not
 * valid is dead-lettered with the reason.
 */
final class Import implements Handler {
  private static final long PAUSE_MILLIS = 1_000;

  /** That are not an outage of the database; then the broker delivers the message again. */
  private static final int MOST_FAILURES = 5;

  /** As W3C Trace Context has it; anything else is passed over. */
  private static final Predicate<String> TRACE =
      Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}").asMatchPredicate();

  private final String queue;
  private final EventType type;
  private final Publisher publisher;
  private final ReceivedEvents inbox;
  private final EventSettings settings;
  private final Function<Object, Set<String>> validator;
  private final BooleanSupplier isStopping;

  /**
   * @param validator says what constraints an event violates
   */
  Import(
      String queue,
      EventType type,
      Publisher publisher,
      ReceivedEvents inbox,
      EventSettings settings,
      Function<Object, Set<String>> validator,
      BooleanSupplier isStopping) {
    this.queue = queue;
    this.type = type;
    this.publisher = publisher;
    this.inbox = inbox;
    this.settings = settings;
    this.validator = validator;
    this.isStopping = isStopping;
  }

  @Override
  public Message handle(Received received) throws Unprocessable {
    Object event = event(received.message());
    UUID id = id(received);
    String trace = attribute(received.message(), "traceparent").filter(TRACE).orElse(null);
    for (int failures = 0; !isPublished(event, id, trace, failures); failures++) {
      pause();
    }
    return null;
  }

  private Object event(Message message) throws Unprocessable {
    Optional<String> stated = attribute(message, "type");
    if (stated.isPresent() && !stated.get().equals(type.name())) {
      throw new Unprocessable(
          "The message is a %s; the queue %s takes %s.".formatted(stated.get(), queue, type));
    }
    try {
      Object event = type.readStrictly(message.body());
      Set<String> violations = validator.apply(event);
      if (!violations.isEmpty()) {
        throw new Unprocessable(
            "The message is no valid %s: %s.".formatted(type, String.join("; ", violations)));
      }
      type.keyOf(event);
      return event;
    } catch (UndeliverableEvent | IllegalArgumentException e) {
      throw new Unprocessable(e.getMessage());
    }
  }

  private static Optional<String> attribute(Message message, String name) {
    return message
        .text(ExportTransport.PREFIX + name)
        .or(() -> message.text("cloudEvents:" + name));
  }

  /** By source and id a CloudEvent is known; anything else by the message's own id. */
  private UUID id(Received received) {
    Optional<String> id = attribute(received.message(), "id");
    String source = attribute(received.message(), "source").orElse("");
    String known = id.map(text -> source + " " + text).orElse(received.id());
    return UUID.nameUUIDFromBytes((queue + " " + known).getBytes(StandardCharsets.UTF_8));
  }

  /** False while the database is away. */
  /** Tries again here for a while, so that the next message does not overtake this one. */
  private boolean isPublished(Object event, UUID id, String trace, int failures)
      throws Unprocessable {
    try {
      return CallContext.none()
          .withTraceparent(trace)
          .call(() -> settings.transactions().inOwn(() -> publish(event, id)));
    } catch (IllegalArgumentException e) {
      throw new Unprocessable(e.getMessage());
    } catch (Exception e) {
      if (DatabaseAway.isCauseOf(e) || failures < MOST_FAILURES) {
        return false;
      }
      throw new IllegalStateException(
          "a message of the queue %s was not imported".formatted(queue), e);
    }
  }

  private boolean publish(Object event, UUID id) throws Exception {
    if (inbox.isNew("import." + queue, id)) {
      publisher.publish(event, null);
    }
    return true;
  }

  private void pause() {
    if (isStopping.getAsBoolean()) {
      throw new IllegalStateException("the process stops");
    }
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
