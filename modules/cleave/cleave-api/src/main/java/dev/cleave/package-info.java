/**
 * What a module compiles against: the annotations of a contract, the types a contract may use
 * beside the JDK's, the context of a call, and the failures a caller of any binding can meet.
 *
 * <p>Everything here is plain Java over Jakarta APIs. It must not know bindings, routes or the
 * runtime.
 */
package dev.cleave;
