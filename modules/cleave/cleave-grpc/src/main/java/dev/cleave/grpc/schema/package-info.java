/**
 * How a contract looks in Protocol Buffers: its package, service, messages and fields with their
 * numbers, and the descriptor made of them. Everything that has to agree on that asks here: the
 * codecs, server reflection, and what writes and checks {@code .proto} files. Knows nothing of
 * calls.
 */
package dev.cleave.grpc.schema;
