/**
 * The toolkit's runtime, put into the WAR of every process. What several of its parts need and none
 * of them owns.
 */
package dev.cleave.runtime;
