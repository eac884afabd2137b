package dev.cleave.event;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The component of an {@link IntegrationEvent} that tells what it is about. Events of one module
 * with the same key are delivered to a listener one at a time, in the order in which their
 * transactions committed; those with different keys are not ordered.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface EventKey {}
