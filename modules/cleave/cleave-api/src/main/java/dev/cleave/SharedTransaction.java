package dev.cleave;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The method joins the transaction it is called in: what it does is committed or rolled back with
 * what its caller does, by two-phase commit if they use different data sources. Called outside a
 * transaction it is like any other method and has a transaction of its own.
 *
 * <p>All else is as for every call: validation, deadline, identity, and, if a key is given, the
 * inbox. Whatever it ends with but a result, a declared exception too, marks the caller's
 * transaction for rollback: the callee may have done half of its work, and there is no other way to
 * keep nothing of it. So the caller may catch the exception to say more about it, but not to go on.
 *
 * <p>A transaction does not travel. Therefore the module is pinned: a process that has it serves it
 * itself, and a route that would lead its calls elsewhere is refused with this reason. Processes
 * that do not have the module reach it as usual, but a call from inside a transaction is refused
 * there.
 *
 * <p>The data sources of such a transaction must all be XA; otherwise the server refuses the second
 * one.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface SharedTransaction {}
