package dev.cleave;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A read of a contract may be answered with the last good answer to the same arguments from the
 * same caller, where its module cannot be reached. Such an answer is a substitute: the caller can
 * ask for that with {@link SubstituteAnswers}, and over REST it has the header {@code
 * Cleave-Fallback: stale; age=<seconds>}.
 *
 * <p>Applies to calls that leave the process; a module that is served in the caller's own process
 * needs none. Answers are kept in the memory of the calling process. An answer that says no (a
 * declared exception) also makes an end to the one that was kept.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface StaleIfError {
  /** How old an answer may be, such as {@code 30s}, {@code 10m} or {@code 1d}. */
  String maxAge() default "10m";

  /** How many answers are kept; the one that was used least recently makes room. */
  int entries() default 1000;
}
