/**
 * What protects a process from those who call it: a rate limit for each caller, and a limit to the
 * calls that are under way at once. It knows no transport: the doors ask it.
 */
package dev.cleave.runtime.guard.server;
