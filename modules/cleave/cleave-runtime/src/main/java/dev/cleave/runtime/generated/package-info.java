/**
 * Two small classes made for each contract at start: one that turns its methods into (index,
 * arguments) and one that turns those back. They replace {@link java.lang.reflect.Proxy} and
 * reflection on the path of every call, where each costs as much as all the rest.
 */
package dev.cleave.runtime.generated;
