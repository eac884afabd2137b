package dev.cleave.runtime.route;

import dev.cleave.CallContext;
import dev.cleave.runtime.CoarseClock;
import dev.cleave.runtime.generated.PlainCall;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The contract calls that one thread is making. Only its own thread writes, without atomic
 * operations; others read to find out whether a route has drained.
 *
 * <p>The protocol is that of an asymmetric barrier: a call first notes its route here and then
 * looks whether that is still the route in effect; a switch first changes the route and then stops
 * all threads at a safepoint ({@link #barrier()}). After it every call that chose the former route
 * can be seen. The price is paid by the rare switch, not by each call.
 */
final class CallThread extends PlainCall {
  private static final Set<CallThread> ALL = ConcurrentHashMap.newKeySet();
  private static final ThreadLocal<CallThread> CURRENT = ThreadLocal.withInitial(CallThread::new);
  private static final VarHandle ROUTES = MethodHandles.arrayElementVarHandle(Route[].class);

  private static final VarHandle DEPTH = field("depth", int.class);
  private static final VarHandle FIRST = field("first", Route.class);
  private static final VarHandle COUNTING = field("counting", CallCount.class);
  private static final VarHandle RUN = field("run", long.class);
  private static final VarHandle COUNTS = MethodHandles.arrayElementVarHandle(long[].class);
  private static final Map<Integer, Long> ENDED = new HashMap<>();

  private final WeakReference<Thread> thread = new WeakReference<>(Thread.currentThread());
  private final CallContext.Slot slot = CallContext.slot();
  private int depth;

  /**
   * The outermost call, by far the most frequent one, has fields of its own: no array to look into.
   */
  private Route first;

  private CallContext firstOuter = CallContext.none();

  /** The calls inside it, from index 1 on. */
  private volatile Route[] routes = new Route[8];

  private CallContext[] outer = new CallContext[8];

  /**
   * What was counted last, and how often in a row; added to the counts when another one follows.
   */
  private CallCount counting;

  private long run;
  private volatile long[] counts = new long[8];
  private boolean isFolded;
  private CallContext lastRoot = CallContext.none();

  private CallThread() {
    ALL.removeIf(CallThread::hasEnded);
    ALL.add(this);
  }

  /** Whether the thread is gone; then its counts have been added to those of all ended threads. */
  private boolean hasEnded() {
    Thread owner = thread.get();
    if (owner != null && owner.isAlive()) {
      return false;
    }
    synchronized (ENDED) {
      if (!isFolded) {
        isFolded = true;
        addRun();
        for (int i = 0; i < counts.length; i++) {
          ENDED.merge(i, counts[i], Long::sum);
        }
      }
    }
    return true;
  }

  /** Adds one to a count; only the own thread does. */
  void count(CallCount count) {
    if (counting != count) {
      addRun();
      COUNTING.setOpaque(this, count);
    }
    RUN.setOpaque(this, run + 1);
  }

  private void addRun() {
    CallCount last = counting;
    if (last == null) {
      return;
    }
    long[] own = counts;
    if (last.index() >= own.length) {
      own = Arrays.copyOf(own, last.index() + 8);
      counts = own;
    }
    COUNTS.setOpaque(own, last.index(), own[last.index()] + run);
    RUN.setOpaque(this, 0L);
    COUNTING.setOpaque(this, null);
  }

  /** Approximate while calls are made; exact when none is. */
  static long sum(CallCount count) {
    ALL.removeIf(CallThread::hasEnded);
    long sum;
    synchronized (ENDED) {
      sum = ENDED.getOrDefault(count.index(), 0L);
    }
    for (CallThread thread : ALL) {
      long[] counts = thread.counts;
      sum += count.index() < counts.length ? (long) COUNTS.getOpaque(counts, count.index()) : 0;
      sum += COUNTING.getOpaque(thread) == count ? (long) RUN.getOpaque(thread) : 0;
    }
    return sum;
  }

  private static VarHandle field(String name, Class<?> type) {
    try {
      return MethodHandles.lookup().findVarHandle(CallThread.class, name, type);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  static CallThread current() {
    return CURRENT.get();
  }

  CallContext.Slot slot() {
    return slot;
  }

  /**
   * Notes that a call takes the route; its context is bound to the thread by {@link #bind}. What
   * lies above the depth is left from earlier calls and counts for nothing: it saves writing the
   * same again.
   */
  void push(Route route) {
    int at = depth;
    if (at == 0) {
      if (first != route) {
        FIRST.setRelease(this, route);
      }
      DEPTH.setRelease(this, 1);
      return;
    }
    Route[] stack = routes;
    if (at == stack.length) {
      stack = Arrays.copyOf(stack, at * 2);
      outer = Arrays.copyOf(outer, at * 2);
      routes = stack;
    }
    if (stack[at] != route) {
      ROUTES.setRelease(stack, at, route);
    }
    DEPTH.setRelease(this, at + 1);
  }

  /** Takes back a {@link #push} whose route turned out to be no longer in effect. */
  void unpush() {
    DEPTH.setRelease(this, depth - 1);
  }

  /** Binds the context of the call that was pushed last. */
  void bind(CallContext context) {
    CallContext before = slot.get();
    if (depth > 1) {
      outer[depth - 1] = before;
    } else if (firstOuter != before) {
      firstOuter = before;
    }
    slot.set(context);
  }

  /** The call that was pushed last is over: the context around it applies again. */
  void pop() {
    // Written as constants, so that a call need not wait for what the one before it stored.
    if (depth == 1) {
      slot.set(firstOuter);
      DEPTH.setRelease(this, 0);
      return;
    }
    int at = depth - 1;
    slot.set(outer[at]);
    DEPTH.setRelease(this, at);
  }

  /** The route of the innermost call. */
  Route top() {
    return depth == 1 ? first : routes[depth - 1];
  }

  /** Whether this thread is making a call on one of the routes. */
  boolean isInside(Collection<Route> those) {
    if (depth > 0 && those.contains(first)) {
      return true;
    }
    for (int i = 1; i < depth; i++) {
      if (those.contains(routes[i])) {
        return true;
      }
    }
    return false;
  }

  /** Lets the generated code call the target. */
  void aim(Object bean) {
    if (target != bean) {
      target = bean;
    }
  }

  /**
   * The context of a read that is made under none: a deadline, and nothing else. The same object
   * serves all such reads of one clock tick.
   */
  CallContext rootContext(long timeoutNanos) {
    long deadline = CoarseClock.nanoTime() + timeoutNanos;
    CallContext last = lastRoot;
    if (last.deadlineNanos() == deadline && last.hasDeadline()) {
      return last;
    }
    CallContext fresh = CallContext.none().withDeadlineNanos(deadline);
    lastRoot = fresh;
    return fresh;
  }

  /** How many calls are under way on the route. */
  static long inFlight(Route route) {
    long count = 0;
    for (CallThread thread : ALL) {
      int depth = (int) DEPTH.getAcquire(thread);
      if (depth > 0 && FIRST.getAcquire(thread) == route) {
        count++;
      }
      Route[] stack = thread.routes;
      for (int i = 1; i < Math.min(depth, stack.length); i++) {
        if (ROUTES.getAcquire(stack, i) == route) {
          count++;
        }
      }
    }
    return count;
  }

  /** After this every thread has seen all that was written before, and all it wrote can be seen. */
  static void barrier() {
    Thread.getAllStackTraces(); // the virtual machine stops every thread at a safepoint for it
  }
}
