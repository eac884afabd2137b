package dev.cleave.runtime.event;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** What operators can see and do about the events of the modules that are served here. */
public final class EventOperations {
  private static final int MOST_LISTED = 1000;

  private final Map<String, PublisherRelay> publishers;
  private final Map<String, Throughput> throughputs;
  private final Predicate<String> isServedHere;

  EventOperations(
      Map<String, PublisherRelay> publishers,
      Map<String, Throughput> throughputs,
      Predicate<String> isServedHere) {
    this.publishers = publishers;
    this.throughputs = throughputs;
    this.isServedHere = isServedHere;
  }

  private List<PublisherRelay> served() {
    return publishers.entrySet().stream()
        .filter(entry -> isServedHere.test(entry.getKey()))
        .sorted(Map.Entry.comparingByKey())
        .map(Map.Entry::getValue)
        .toList();
  }

  public List<SubscriptionStatus> subscriptions() throws SQLException {
    List<SubscriptionStatus> all = new ArrayList<>();
    for (PublisherRelay publisher : served()) {
      all.addAll(new OutboxReport(publisher.database(), throughputs).subscriptions());
    }
    return all;
  }

  /** The oldest dead letters of each publisher, a thousand at most. */
  public List<DeadLetter> deadLetters() throws SQLException {
    List<DeadLetter> all = new ArrayList<>();
    for (PublisherRelay publisher : served()) {
      all.addAll(new OutboxReport(publisher.database(), throughputs).dead(MOST_LISTED));
    }
    return all;
  }

  /**
   * Has dead letters delivered again.
   *
   * @param event one event's, or all of the subscription
   * @return how many they are; empty if there is no such subscription here
   */
  public Optional<Integer> replay(String subscription, Optional<UUID> event) throws SQLException {
    boolean isKnown = false;
    int replayed = 0;
    for (PublisherRelay publisher : served()) {
      for (Subscription row : publisher.subscriptions().all()) {
        if (row.name().equals(subscription)) {
          isKnown = true;
          replayed += publisher.replay(row, event);
        }
      }
    }
    return isKnown ? Optional.of(replayed) : Optional.empty();
  }
}
