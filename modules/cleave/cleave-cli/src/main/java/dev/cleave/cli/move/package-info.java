/**
 * Moves the schema of one module from one PostgreSQL database to another while it is in use. Knows
 * databases only: who serves the module, and who waits meanwhile, is decided by those who call it.
 */
package dev.cleave.cli.move;
