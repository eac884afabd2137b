package dev.cleave;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes an exception part of a contract. It travels by {@link #code()}, never by class name, as an
 * RFC 9457 problem document with the given status.
 *
 * <p>Its fields are the public no-argument methods that the class itself declares and whose names
 * are parameters of its single public constructor, plus any further such methods, which are sent
 * for clients but not needed to restore it. The other side restores the exception by calling that
 * constructor, so the message must follow from the arguments. Compile contracts with {@code
 * -parameters}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Problem {
  /**
   * The stable error code, {@code <module>.<what-happened>}, such as {@code
   * accounts.user-not-found}.
   */
  String code();

  /** The HTTP status, 400 to 499, by the meaning RFC 9110 gives it. */
  int status();

  /** A short summary of the kind of problem; made from the code if empty. */
  String title() default "";
}
