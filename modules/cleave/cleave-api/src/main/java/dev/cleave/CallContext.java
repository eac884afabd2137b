package dev.cleave;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What travels with every contract call: its deadline, the caller's identity, the trace, and for a
 * command its idempotency key. Bound to the thread while a contract method runs; immutable.
 *
 * <p>Inside a contract method, {@link #current()} is that call's context; calls made from there
 * inherit deadline, caller and trace, but not the key. To give an outgoing call a key or a tighter
 * deadline:
 *
 * <pre>{@code
 * CallContext.current().withIdempotencyKey(order + "/reserve").call(() -> inventory.reserve(command));
 * }</pre>
 */
public final class CallContext {
  private static final ThreadLocal<Slot> SLOT = ThreadLocal.withInitial(Slot::new);
  private static final CallContext NONE =
      new CallContext(0, false, Caller.SYSTEM, null, null, null);

  private final long deadlineNanos;
  private final boolean hasDeadline;
  private final Caller caller;
  private final String traceparent;
  private final String servedKey;
  private final String nextKey;

  private CallContext(
      long deadlineNanos,
      boolean hasDeadline,
      Caller caller,
      String traceparent,
      String servedKey,
      String nextKey) {
    this.deadlineNanos = deadlineNanos;
    this.hasDeadline = hasDeadline;
    this.caller = caller;
    this.traceparent = traceparent;
    this.servedKey = servedKey;
    this.nextKey = nextKey;
  }

  /** Work that is done under a context; it may throw what it declares. */
  @FunctionalInterface
  public interface Task<T, X extends Exception> {
    T call() throws X;
  }

  /**
   * Where a thread keeps the context of the call it is in; for bindings, which may hold on to their
   * thread's slot but must put back what they found.
   */
  public static final class Slot {
    private CallContext context = NONE;

    private Slot() {}

    public CallContext get() {
      return context;
    }

    public void set(CallContext context) {
      this.context = context;
    }
  }

  /** The slot of the calling thread. */
  public static Slot slot() {
    return SLOT.get();
  }

  /** The context of the running call, or an empty one (the system's, without a deadline). */
  public static CallContext current() {
    return SLOT.get().context;
  }

  /** An empty context: the system's own, no deadline, no trace, no key. */
  public static CallContext none() {
    return NONE;
  }

  public Caller caller() {
    return caller;
  }

  /** The W3C {@code traceparent} of the running call, if it is traced. */
  public Optional<String> traceparent() {
    return Optional.ofNullable(traceparent);
  }

  /**
   * The key under which a repeat of the running command is recognised. Always present while a
   * command runs, absent in a read.
   */
  public Optional<String> idempotencyKey() {
    return Optional.ofNullable(servedKey);
  }

  /** The key that commands called under this context are given; for bindings. */
  public Optional<String> nextIdempotencyKey() {
    return Optional.ofNullable(nextKey);
  }

  public boolean hasDeadline() {
    return hasDeadline;
  }

  /** The deadline as a {@link System#nanoTime()} value; meaningless without a deadline. */
  public long deadlineNanos() {
    return deadlineNanos;
  }

  /**
   * Nanoseconds until the deadline, zero or negative once it has passed; huge without a deadline.
   */
  public long remainingNanos() {
    return hasDeadline ? deadlineNanos - System.nanoTime() : Long.MAX_VALUE;
  }

  /**
   * This context with a deadline {@code timeout} from now, unless it already has an earlier one.
   */
  public CallContext withTimeout(Duration timeout) {
    return withDeadlineNanos(System.nanoTime() + timeout.toNanos());
  }

  /** This context with the given {@link System#nanoTime()} deadline, unless its own is earlier. */
  public CallContext withDeadlineNanos(long nanos) {
    if (hasDeadline && deadlineNanos - nanos <= 0) {
      return this;
    }
    return new CallContext(nanos, true, caller, traceparent, servedKey, nextKey);
  }

  public CallContext withCaller(Caller caller) {
    return new CallContext(
        deadlineNanos,
        hasDeadline,
        Objects.requireNonNull(caller),
        traceparent,
        servedKey,
        nextKey);
  }

  public CallContext withTraceparent(String traceparent) {
    return new CallContext(deadlineNanos, hasDeadline, caller, traceparent, servedKey, nextKey);
  }

  /**
   * This context with a key for the next command, or without one for {@code null}. A repeat of the
   * command under the same key gets the stored result; another request under it is refused with
   * {@link IdempotencyKeyReused}.
   *
   * @param key 1 to 200 characters
   */
  public CallContext withIdempotencyKey(String key) {
    if (key != null && (key.isBlank() || key.length() > 200)) {
      throw new IllegalArgumentException(
          "an idempotency key has 1 to 200 characters, not " + key.length());
    }
    return new CallContext(deadlineNanos, hasDeadline, caller, traceparent, servedKey, key);
  }

  /**
   * The context that the callee sees: the next key, if any, has become the running command's; for
   * bindings.
   *
   * @param deadlineNanos the callee's deadline, which applies unless an earlier one is set
   * @param key the command's key, or {@code null} for a read
   */
  public CallContext served(long deadlineNanos, String key) {
    long earlier =
        hasDeadline && this.deadlineNanos - deadlineNanos <= 0 ? this.deadlineNanos : deadlineNanos;
    if (hasDeadline
        && earlier == this.deadlineNanos
        && nextKey == null
        && Objects.equals(key, servedKey)) {
      return this;
    }
    return new CallContext(earlier, true, caller, traceparent, key, null);
  }

  /**
   * Runs the task with this context bound to the thread, and restores the previous one after it.
   */
  public <T, X extends Exception> T call(Task<T, X> task) throws X {
    Slot slot = SLOT.get();
    CallContext previous = slot.context;
    slot.context = this;
    try {
      return task.call();
    } finally {
      slot.context = previous;
    }
  }
}
