package dev.cleave;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a Jakarta REST interface as a contract: the only way other modules and the outside reach
 * the module named by {@link #value()}.
 *
 * <p>Consumers {@code @Inject} the interface and get the switchable proxy; exactly one
 * {@code @ApplicationScoped} bean of the module implements it. Methods with {@code @GET} are reads,
 * all others are commands.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ModuleContract {
  /**
   * The module's name: lower case letters, digits and hyphens, as used in {@code cleave.route.*}.
   */
  String value();

  /**
   * The version of the contract, which every call over a broker names: a process refuses requests
   * of a version it does not have. Contracts evolve by addition, under one version; another number
   * is for a contract that breaks with its past.
   */
  int version() default 1;
}
