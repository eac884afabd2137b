/**
 * Where the toolkit meets the container: a portable CDI extension that finds contracts and
 * implementations, makes the proxies injectable, and starts and stops the rest.
 */
package dev.cleave.runtime.cdi;
