/** What the toolkit has running in one process, for those who show it or let requests in. */
package dev.cleave.runtime.process;
