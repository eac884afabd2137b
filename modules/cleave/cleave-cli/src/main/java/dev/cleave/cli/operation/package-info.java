/**
 * What operators ask of the running processes beside their status: events and their dead letters,
 * sagas, rebuilds. Speaks to the internal port of each process and merges what they answer; knows
 * nothing of tables.
 */
package dev.cleave.cli.operation;
