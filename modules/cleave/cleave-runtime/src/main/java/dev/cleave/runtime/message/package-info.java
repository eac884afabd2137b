/**
 * Calls over a message broker, and what the toolkit asks of a client of one ({@link
 * dev.cleave.runtime.message.Messaging}); the client itself comes with a jar of its own, such as
 * {@code cleave-jms}, and is opened when the first route or subscription needs it.
 */
package dev.cleave.runtime.message;
