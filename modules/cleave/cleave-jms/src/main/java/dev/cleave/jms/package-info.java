/**
 * A client of ActiveMQ Artemis for the toolkit, over Jakarta Messaging: two connections, one that
 * asks and one that answers, which are made anew whenever the broker comes back. Loaded when the
 * first route or subscription needs it.
 */
package dev.cleave.jms;
