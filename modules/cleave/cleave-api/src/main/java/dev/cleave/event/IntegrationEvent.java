package dev.cleave.event;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A record of a module's contract that tells others what happened in it.
 *
 * <p>It is published by firing it as a CDI event ({@code @Inject Event<OrderPlaced> placed}) inside
 * a transaction of the module: the event is kept in the module's event log when that transaction
 * commits, and vanishes if it rolls back. Fired outside a transaction it is refused with an {@link
 * IllegalStateException}, since nothing would tell whether it happened. Ordinary CDI observers of
 * the record are called too, at once and in the publisher's transaction; other modules use an
 * {@link EventListener}.
 *
 * <p>Its components are of the types that contracts may carry, and one of them is its {@link
 * EventKey}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface IntegrationEvent {
  /**
   * The identity of the event: {@code <module>.<what-happened>.v<version>}, such as {@code
   * ordering.order-placed.v1}. It never changes, whatever becomes of the class; a change that
   * listeners of this version could not read gets a new version.
   */
  String value();
}
