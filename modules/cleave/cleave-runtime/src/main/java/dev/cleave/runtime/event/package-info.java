/**
 * Durable events: what a module publishes is kept in its own log with the change it tells of, and
 * is delivered to each listener until that one has handled it, once and in order per key. Only this
 * package touches the tables of V2__events.sql. It knows no transport but the one in this process.
 */
package dev.cleave.runtime.event;
