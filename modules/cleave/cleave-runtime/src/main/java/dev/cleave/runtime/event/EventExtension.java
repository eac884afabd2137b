package dev.cleave.runtime.event;

import dev.cleave.event.EventListener;
import dev.cleave.event.Rebuildable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.EventContext;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds integration events (in bean archives, where one is fired, where one is listened to) and the
 * beans that listen; publishes whatever event is fired. Started by {@code CleaveExtension}.
 */
public final class EventExtension implements Extension {
  private final Discovery discovery = new Discovery();
  private final List<Class<?>> beanTypes = new ArrayList<>();
  private Events events;

  <T> void discover(@Observes ProcessAnnotatedType<T> event) {
    Class<T> type = event.getAnnotatedType().getJavaClass();
    if (Discovery.isEvent(type)) {
      discovery.add(type);
    } else if (!type.isInterface()
        && !Modifier.isAbstract(type.getModifiers())
        && discovery.isOfInterest(type)) {
      discovery.add(type);
      beanTypes.add(type);
    }
  }

  <T> void injected(@Observes ProcessInjectionPoint<T, Event<?>> event) {
    if (event.getInjectionPoint().getType() instanceof ParameterizedType injected) {
      Type fired = injected.getActualTypeArguments()[0];
      if (fired instanceof Class<?> type && Discovery.isEvent(type)) {
        discovery.add(type);
      }
    }
  }

  void observe(@Observes AfterBeanDiscovery event) {
    for (Class<?> type : discovery.eventTypes()) {
      event.addObserverMethod(new PublishingObserver(type, this::publish));
    }
  }

  private void publish(EventContext<Object> fired) {
    Class<?> firedBy =
        Optional.ofNullable(fired.getMetadata().getInjectionPoint())
            .map(InjectionPoint::getMember)
            .map(member -> (Class<?>) member.getDeclaringClass())
            .orElse(null);
    events.publisher().publish(fired.getEvent(), firedBy);
  }

  /** What was found, with a message for every class that should be a bean and is none. */
  public Discovery discovery(BeanManager beans, List<String> problems) {
    beanTypes.stream()
        .filter(
            type -> beans.getBeans(type, jakarta.enterprise.inject.Any.Literal.INSTANCE).isEmpty())
        .forEach(
            type ->
                problems.add(
                    "%s has @%s, @%s or state to rebuild but is no bean: annotate it with @%s."
                        .formatted(
                            type.getName(),
                            EventListener.class.getSimpleName(),
                            Rebuildable.class.getSimpleName(),
                            ApplicationScoped.class.getSimpleName())));
    return discovery;
  }

  /**
   * From now on fired events are published; they are delivered when the application has started.
   */
  public void publishWith(Events events) {
    this.events = events;
  }

  /** Not earlier: a listener may need what the server makes while the application starts. */
  void deliver(@Observes @Initialized(ApplicationScoped.class) Object application) {
    if (events != null) {
      events.start();
    }
  }
}
