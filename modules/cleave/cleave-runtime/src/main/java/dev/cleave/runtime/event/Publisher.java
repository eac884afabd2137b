package dev.cleave.runtime.event;

import dev.cleave.CallContext;
import dev.cleave.runtime.call.Transactions;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Takes events that were fired and keeps them until their transaction is about to commit. */
final class Publisher {
  private final EventTypes types;
  private final ModulePackages modules;
  private final Transactions transactions;
  private final PublishingModules publishing;
  private final Map<Transaction, PendingEvents> pending = new ConcurrentHashMap<>();

  Publisher(
      EventTypes types,
      ModulePackages modules,
      Transactions transactions,
      PublishingModules publishing) {
    this.types = types;
    this.modules = modules;
    this.transactions = transactions;
    this.publishing = publishing;
  }

  /**
   * Publishes an event when the transaction of the thread commits.
   *
   * @param firedBy the class that fired it, or {@code null} if that is not known
   * @throws IllegalStateException if there is no transaction
   * @throws IllegalArgumentException if it is no event that this module may publish
   */
  void publish(Object event, Class<?> firedBy) {
    EventType type =
        types
            .of(event.getClass())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "%s is no event that is known here: make it an @IntegrationEvent of the contract."
                            .formatted(event.getClass().getName())));
    requireOwn(type, firedBy);
    Transaction transaction =
        transactions
            .current()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        ("%s was fired outside any transaction, so nothing would tell whether it"
                                + " happened: fire it in the transaction of the change it tells of.")
                            .formatted(type)));
    String trace = CallContext.current().traceparent().orElse(null);
    PublishedEvent published =
        new PublishedEvent(
            EventIds.next(), type.name(), type.keyOf(event), type.write(event), trace);
    pendingOf(transaction).add(type.module(), published);
  }

  private void requireOwn(EventType type, Class<?> firedBy) {
    Optional<String> module = firedBy == null ? Optional.empty() : modules.moduleOf(firedBy);
    if (module.isPresent() && !module.get().equals(type.module())) {
      throw new IllegalArgumentException(
          ("%s of the module %s fired %s, which only the module %s may publish: call its contract,"
                  + " or publish an event of your own.")
              .formatted(firedBy.getName(), module.get(), type, type.module()));
    }
  }

  private PendingEvents pendingOf(Transaction transaction) {
    PendingEvents known = pending.get(transaction);
    if (known != null) {
      return known;
    }
    PendingEvents events = new PendingEvents(publishing, () -> pending.remove(transaction));
    try {
      transaction.registerSynchronization(events);
    } catch (RollbackException e) {
      // the transaction can only roll back, and its events vanish with it
      return events;
    } catch (SystemException e) {
      throw new IllegalStateException("The transaction takes no synchronization", e);
    }
    pending.put(transaction, events);
    return events;
  }
}
