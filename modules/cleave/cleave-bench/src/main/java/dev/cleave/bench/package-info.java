/**
 * Runs inside Liberty and times contract calls against the same work written by hand, in turn, in
 * the same process. Used by the command line; not part of any application.
 */
package dev.cleave.bench;
