package dev.cleave.event;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method of a bean, with an {@link IntegrationEvent} as its only parameter, that handles the
 * events of that type. Together with its module it is a subscription: the unit of delivery.
 *
 * <p>It is called in a transaction of its own module that the runtime begins; its work and the note
 * that the event was handled commit together, so that the effect happens exactly once, however
 * often the event is delivered. Deliveries of different keys may be called at once and may share a
 * transaction. An exception rolls back; the delivery is tried again with growing delays and is
 * parked as a dead letter after the last attempt, while later events of the same key wait behind
 * it.
 *
 * <p>It must not call contracts of other modules, since it is in a transaction; work that must call
 * is a saga ({@link dev.cleave.saga.Saga}).
 *
 * <p>The module is the one whose contract's package the bean's package lies under.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface EventListener {
  /**
   * The name of the subscription within its module, such as {@code open-wallet}: lower case, digits
   * and hyphens. It is kept in the database, so that it outlives the names of class and method.
   */
  String value();
}
