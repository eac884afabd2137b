package dev.cleave.runtime.rest;

import dev.cleave.CallContext;
import dev.cleave.runtime.call.WrittenCaller;
import dev.cleave.runtime.standby.Rehearsal;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.MultivaluedMap;

/** Puts the context of the call that is bound to the thread into the request's headers. */
final class OutgoingContext implements ClientRequestFilter {
  private final String secret;

  OutgoingContext(String secret) {
    this.secret = secret;
  }

  @Override
  public void filter(ClientRequestContext request) {
    CallContext context = CallContext.current();
    MultivaluedMap<String, Object> headers = request.getHeaders();
    headers.putSingle(Headers.SECRET, secret);
    headers.putSingle(Headers.CALLER, WrittenCaller.of(context.caller()));
    if (context.hasDeadline()) {
      headers.putSingle(
          Headers.TIMEOUT, Long.toString(Math.max(context.remainingNanos() / 1_000_000, 1)));
    }
    context
        .idempotencyKey()
        .ifPresent(key -> headers.putSingle(Headers.IDEMPOTENCY_KEY, WrittenCaller.encode(key)));
    if (Rehearsal.isOn()) {
      headers.putSingle(Headers.REHEARSAL, "true");
    }
    context.traceparent().ifPresent(trace -> headers.putSingle(Headers.TRACEPARENT, trace));
  }
}
