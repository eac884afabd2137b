package dev.cleave.grpc;

import dev.cleave.CallContext;
import dev.cleave.Caller;
import dev.cleave.runtime.call.WrittenCaller;
import dev.cleave.runtime.standby.Rehearsal;
import io.grpc.Metadata;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The metadata with which calls leave this process. What most calls have is written once: nobody
 * changes what {@link #of} returns.
 */
final class OutgoingMetadata {
  private final String secret;
  private final Map<Caller, Metadata> usual = new HashMap<>();

  OutgoingMetadata(String secret) {
    this.secret = secret;
    Stream.of(Caller.SYSTEM, Caller.ANONYMOUS, Caller.OPERATOR)
        .forEach(caller -> usual.put(caller, by(caller)));
  }

  private Metadata by(Caller caller) {
    Metadata headers = new Metadata();
    headers.put(Headers.SECRET, secret);
    headers.put(Headers.CALLER, WrittenCaller.of(caller));
    return headers;
  }

  Metadata of(CallContext context) {
    Metadata known = usual.get(context.caller());
    Metadata common = known == null ? by(context.caller()) : known;
    boolean isUsual =
        context.idempotencyKey().isEmpty() && context.traceparent().isEmpty() && !Rehearsal.isOn();
    return isUsual ? common : withMore(common, context);
  }

  private static Metadata withMore(Metadata common, CallContext context) {
    Metadata headers = new Metadata();
    headers.merge(common);
    context
        .idempotencyKey()
        .ifPresent(key -> headers.put(Headers.IDEMPOTENCY_KEY, WrittenCaller.encode(key)));
    context.traceparent().ifPresent(trace -> headers.put(Headers.TRACEPARENT, trace));
    if (Rehearsal.isOn()) {
      headers.put(Headers.REHEARSAL, "true");
    }
    return headers;
  }
}
