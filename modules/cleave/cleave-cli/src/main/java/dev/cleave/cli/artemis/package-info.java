/**
 * The message broker, seen from outside: where it is, and the embedded one as a process that is
 * started and stopped. It speaks no messaging protocol, and knows nothing of Liberty.
 */
package dev.cleave.cli.artemis;
