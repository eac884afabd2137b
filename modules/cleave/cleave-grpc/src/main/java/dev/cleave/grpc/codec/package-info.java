/**
 * Turns arguments, results and declared exceptions into messages and back, by the schema and
 * without generated classes. What comes in is believed in nothing: text is valid UTF-8, numbers fit
 * their Java type, messages nest to a limit and end where they say. Knows nothing of calls.
 */
package dev.cleave.grpc.codec;
