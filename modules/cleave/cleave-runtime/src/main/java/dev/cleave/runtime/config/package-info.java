/**
 * The configuration keys of the toolkit, their defaults, and the file from which they can be
 * changed while the process runs. {@link CleaveConfig} is the way in; each family of keys has a
 * class of its own, which also tells what is wrong with its values.
 */
package dev.cleave.runtime.config;
