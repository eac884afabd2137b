package dev.cleave;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The command creates a resource: over REST it answers 201 with a {@code Location}, which is the
 * method's own path followed by {@link #value()}, its {@code {names}} filled from the components of
 * the returned record.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Creates {
  /** A path template relative to the method's path, such as {@code "{id}"}. */
  String value();
}
