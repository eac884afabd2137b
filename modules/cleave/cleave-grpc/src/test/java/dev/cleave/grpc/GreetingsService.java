package dev.cleave.grpc;

import dev.cleave.CallContext;
import dev.cleave.Caller;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Greets, or does not. */
final class GreetingsService implements Greetings {
  final AtomicInteger slowCalls = new AtomicInteger();
  final AtomicInteger ended = new AtomicInteger();
  volatile CountDownLatch gate = new CountDownLatch(0);

  @Override
  public String greet(String name) throws Nobody {
    if (name.equals("nobody")) {
      throw new Nobody(name);
    }
    if (name.equals("defect")) {
      throw new IllegalStateException("a secret of the implementation");
    }
    return "Hello " + name;
  }

  @Override
  public String welcome(Guest guest) {
    return "Welcome " + guest.name() + " " + guest.titles();
  }

  @Override
  public void forget(String name) {
    // there is nothing to forget
  }

  @Override
  public Seen seen() {
    CallContext context = CallContext.current();
    Caller caller = context.caller();
    return new Seen(caller.kind().name(), caller.name(), context.traceparent().orElse(""));
  }

  @Override
  public String slow(int millis) {
    slowCalls.incrementAndGet();
    try {
      gate.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    ended.incrementAndGet();
    return "done";
  }
}
