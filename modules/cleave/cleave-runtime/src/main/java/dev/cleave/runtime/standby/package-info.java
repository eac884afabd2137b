/**
 * Whether this process serves a module that is deployed in it, or only stands by for it while the
 * module moves between processes and databases. Everything that works for a module on its own
 * (calls, messages, events, sagas, clean-up) asks here first. Knows nothing of those who ask.
 */
package dev.cleave.runtime.standby;
