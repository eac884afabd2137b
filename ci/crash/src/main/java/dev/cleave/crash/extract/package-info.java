/**
 * The proof that taking a module out of the running shop harms nobody: a constant load from outside
 * while the module walks out and back, and a comparison of the databases with what the clients were
 * told.
 *
 * <p>Uses the shop, the journal and the checks of the crash test; drives the extraction through the
 * classes behind {@code ./cleave extract}.
 */
package dev.cleave.crash.extract;
