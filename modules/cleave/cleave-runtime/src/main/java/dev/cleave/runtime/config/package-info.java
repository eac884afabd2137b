/**
 * The configuration keys of the toolkit, their defaults, and the file from which they can be
 * changed while the process runs.
 */
package dev.cleave.runtime.config;
