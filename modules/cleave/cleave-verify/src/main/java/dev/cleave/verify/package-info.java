/**
 * The laws of the architecture as rules over a codebase ({@link dev.cleave.verify.Architecture})
 * and over recorded contracts ({@link dev.cleave.verify.ContractSnapshot}); for tests of any
 * adopter.
 *
 * <p>It reads classes, class files and resources. It must not know the runtime, nor load a module
 * beyond its contract's types.
 */
package dev.cleave.verify;
