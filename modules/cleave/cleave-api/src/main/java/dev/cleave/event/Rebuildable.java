package dev.cleave.event;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The bean's listeners make up a read model that can be built anew from the event logs of the
 * publishers, while the one that is there serves on.
 *
 * <p>Every row of the read model carries the generation it was written for ({@link
 * EventContext#generation()}). Reads take the rows of the generation in the table {@code
 * cleave_read_model} of the module's schema, column {@code active}, under the name of this
 * annotation. A rebuild delivers the whole log to the next generation, lets it catch up, and then
 * makes it the active one. The bean implements {@link ReadModel}, which deletes the former one.
 *
 * <p>Events of different types and publishers reach a read model in any order, so its updates must
 * not depend on the order.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Rebuildable {
  /** The name of the read model within its module, such as {@code history}. */
  String value();
}
