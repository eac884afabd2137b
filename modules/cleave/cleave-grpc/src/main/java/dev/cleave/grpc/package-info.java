/**
 * gRPC for the toolkit: a server and a client made of grpc-java's Netty transport, and between them
 * and a contract the codecs of {@link dev.cleave.grpc.codec}. Loaded when {@code cleave.grpc.port}
 * or a route asks for it; nothing outside this module knows the types of grpc-java.
 */
package dev.cleave.grpc;
