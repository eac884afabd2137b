/**
 * Work over several modules that survives crashes: steps that call contracts, each with a
 * compensation. The state of every saga is kept in the schema of the module that runs it.
 */
package dev.cleave.saga;
