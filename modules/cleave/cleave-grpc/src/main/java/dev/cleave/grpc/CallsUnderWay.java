package dev.cleave.grpc;

import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import java.util.concurrent.TimeUnit;

/** Counts the calls that a stop waits for: all but those that may go on for ever. */
final class CallsUnderWay extends ServerStreamTracer.Factory {
  private static final ServerStreamTracer NOT_WAITED_FOR = new ServerStreamTracer() {};

  private int count;

  @Override
  public ServerStreamTracer newServerStreamTracer(String method, Metadata headers) {
    if (method.startsWith("grpc.health.") || method.startsWith("grpc.reflection.")) {
      return NOT_WAITED_FOR;
    }
    change(1);
    return new ServerStreamTracer() {
      @Override
      public void streamClosed(Status status) {
        change(-1);
      }
    };
  }

  private synchronized void change(int by) {
    count += by;
    if (count == 0) {
      notifyAll();
    }
  }

  /** Waits until there is none, or for so long. */
  synchronized void awaitNone(long nanos) throws InterruptedException {
    long end = System.nanoTime() + nanos;
    while (count > 0 && end - System.nanoTime() > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(end - System.nanoTime(), 1_000_000));
    }
  }
}
