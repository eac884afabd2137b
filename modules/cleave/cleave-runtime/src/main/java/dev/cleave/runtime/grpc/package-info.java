/**
 * gRPC as the rest of the toolkit sees it: a client that carries calls to other processes, and a
 * server that is opened while {@code cleave.grpc.port} says so. What fills it, {@code cleave-grpc},
 * is found when something needs it; without it nothing of gRPC is loaded.
 *
 * <p>Services that a module brings itself go to the same server: every CDI bean of the type {@code
 * io.grpc.BindableService} is added to it; it is {@code @Singleton} or {@code @Dependent}, since no
 * client proxy can be made of a class whose {@code bindService} is final. Its calls run on the
 * threads of the server's other calls, with an active request scope and a {@link
 * dev.cleave.CallContext} of their own: the anonymous caller, the deadline and the trace of the
 * call, and the key that came as {@code idempotency-key}.
 */
package dev.cleave.runtime.grpc;
