package dev.cleave.runtime.event;

import jakarta.enterprise.event.Reception;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.spi.EventContext;
import jakarta.enterprise.inject.spi.ObserverMethod;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Observes events of one class. An observer made by a configurator would wrap what it throws, and
 * whoever fires an event shall see the refusal itself.
 */
record PublishingObserver(Class<?> type, Consumer<EventContext<Object>> publish)
    implements ObserverMethod<Object> {
  @Override
  public Class<?> getBeanClass() {
    return EventExtension.class;
  }

  @Override
  public Type getObservedType() {
    return type;
  }

  @Override
  public Set<Annotation> getObservedQualifiers() {
    return Set.of();
  }

  @Override
  public Reception getReception() {
    return Reception.ALWAYS;
  }

  @Override
  public TransactionPhase getTransactionPhase() {
    return TransactionPhase.IN_PROGRESS;
  }

  @Override
  public void notify(EventContext<Object> fired) {
    publish.accept(fired);
  }
}
