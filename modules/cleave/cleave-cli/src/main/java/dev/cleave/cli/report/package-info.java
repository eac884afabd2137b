/**
 * What speaks for and against taking a module out of the monolith: from its code, from a recorded
 * run, and from the database's catalogue. Each source may be absent; then the report says so. Knows
 * nothing of how processes are started.
 */
package dev.cleave.cli.report;
