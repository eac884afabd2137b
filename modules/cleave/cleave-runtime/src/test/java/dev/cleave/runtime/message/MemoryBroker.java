package dev.cleave.runtime.message;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what is sent to it, and gives what a test says to whoever consumes. */
public final class MemoryBroker implements Messaging {
  private static final Map<String, MemoryBroker> BY_NAME = new ConcurrentHashMap<>();

  private final String name = "broker-" + UUID.randomUUID();
  private final Map<String, Handler> consumed = new TreeMap<>();
  private final List<Sent> sent = new CopyOnWriteArrayList<>();
  private volatile boolean isAway;

  /** A message and where it went. */
  public record Sent(Destination to, Message message) {}

  /** Found by its name of a service. */
  public static final class Provider implements MessagingProvider {
    @Override
    public Messaging open(BrokerSettings settings) {
      return BY_NAME.get(settings.url().getHost());
    }
  }

  public MemoryBroker() {
    BY_NAME.put(name, this);
  }

  public URI url() {
    return URI.create("memory://" + name);
  }

  public void setAway(boolean isAway) {
    this.isAway = isAway;
  }

  /** What was sent to a queue or topic, in this order. */
  public List<Message> sentTo(Destination destination) {
    return sent.stream().filter(each -> each.to().equals(destination)).map(Sent::message).toList();
  }

  /** The queues that somebody takes from. */
  public synchronized Set<String> queues() {
    return Set.copyOf(consumed.keySet());
  }

  /** Hands a message to whoever takes from the queue. */
  public void deliver(String queue, Received received) throws Unprocessable {
    Handler handler;
    synchronized (this) {
      handler = consumed.get(queue);
    }
    handler.handle(received);
  }

  @Override
  public Message request(String queue, Message request, long deadlineNanos, boolean isDurable)
      throws NotSent {
    throw new NotSent("nobody asks anything here", null);
  }

  @Override
  public void send(Destination destination, Message message) throws NotSent {
    if (isAway) {
      throw new NotSent("the broker is away", null);
    }
    sent.add(new Sent(destination, message));
  }

  @Override
  public synchronized Consumption consume(String queue, int parallel, Handler handler) {
    consumed.put(queue, handler);
    return () -> {
      synchronized (this) {
        consumed.remove(queue);
      }
    };
  }

  @Override
  public Optional<Outage> outage() {
    return Optional.empty();
  }

  @Override
  public void close() {
    BY_NAME.remove(name);
  }
}
