/**
 * Runs sagas: keeps each in its module's schema, carries it on step by step outside transactions,
 * and takes over those of a process that crashed. It knows steps and states, but no module and no
 * HTTP.
 */
package dev.cleave.runtime.saga;
