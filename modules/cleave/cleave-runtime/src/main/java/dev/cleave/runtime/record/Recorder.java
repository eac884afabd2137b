package dev.cleave.runtime.record;

import dev.cleave.runtime.contract.ContractMethod;
import dev.cleave.runtime.contract.ContractModel;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Records contract calls while it is on: for a time that was asked for, or as long as the
 * configuration wishes. Thread-safe. Calls that began before it was switched on are not recorded,
 * those under way when it is switched off are not either.
 */
public final class Recorder {
  /** Carries the call that is recorded. */
  @FunctionalInterface
  public interface Call {
    Object make() throws Exception;
  }

  private final ThreadLocal<Request> requests = new ThreadLocal<>();
  private final ThreadLocal<Boolean> suspended = new ThreadLocal<>();
  private volatile CallSites callSites = new CallSites(List.of());
  private volatile Runnable shortcuts = () -> {};
  private volatile Take take;
  private volatile boolean isOn;
  private boolean isWished;
  private long untilNanos = System.nanoTime();

  /** A request from outside, while it is served on this thread. */
  private static final class Request {
    private final Take take;
    private final Map<CallSite, Long> calls = new HashMap<>();

    Request(Take take) {
      this.take = take;
    }
  }

  /**
   * Says what can be called.
   *
   * @param forgetShortcuts makes all following calls come by here; called again and again while it
   *     is on, since a call that was under way may have found a shortcut just then
   */
  public void attach(Collection<ContractModel> contracts, Runnable forgetShortcuts) {
    callSites = new CallSites(contracts);
    shortcuts = forgetShortcuts;
  }

  /** Whether calls are to come by here. */
  public boolean isOn() {
    return isOn;
  }

  /** Begins a recording, which replaces the last one and ends by itself. */
  public synchronized void start(Duration time) {
    untilNanos = System.nanoTime() + time.toNanos();
    begin();
  }

  /** Called several times a second. */
  public synchronized void refresh(boolean wished) {
    boolean isNew = wished && !isWished;
    isWished = wished;
    if (isNew && !isOn) {
      begin();
    } else if (isOn && !wished && System.nanoTime() - untilNanos >= 0) {
      isOn = false;
      take.end();
    } else if (isOn) {
      shortcuts.run();
    }
  }

  private void begin() {
    if (isOn) {
      take.end();
    }
    take = new Take();
    isOn = true;
    shortcuts.run();
  }

  /** What the recording under way, or else the last one, has. */
  public Recorded recorded() {
    Take last = take;
    return last == null ? new Recorded(false, Optional.empty(), 0, 0, List.of()) : last.report();
  }

  /** The call that is about to be made on this thread has suspended a transaction. */
  public void suspended() {
    if (isOn) {
      suspended.set(Boolean.TRUE);
    }
  }

  /** Makes the call and notes it. */
  public Object record(ContractMethod method, String binding, Object[] arguments, Call call)
      throws Exception {
    Take current = take;
    boolean hasSuspended = suspended.get() != null;
    suspended.remove();
    CallSite site = callSites.of(method, binding);
    Request outer = requests.get();
    boolean isRequest = outer == null && site.module().equals(CallSites.OUTSIDE);
    Request request = isRequest ? new Request(current) : outer;
    if (isRequest) {
      requests.set(request);
    }
    if (request != null) {
      request.calls.merge(site, 1L, Long::sum);
    }
    SiteFigures figures = current.figures(site);
    long begin = System.nanoTime();
    boolean hasFailed = true;
    try {
      Object result = call.make();
      long end = System.nanoTime();
      hasFailed = false;
      note(current, figures, end - begin, false, hasSuspended);
      if (figures.isToBeSampled()) {
        figures.sample(arguments, result);
      }
      return result;
    } finally {
      if (hasFailed) {
        note(current, figures, System.nanoTime() - begin, true, hasSuspended);
      }
      if (isRequest) {
        requests.remove();
        if (isUnderWay(request.take)) {
          current.answered(request.calls);
        }
      }
    }
  }

  private void note(
      Take current, SiteFigures figures, long nanos, boolean hasFailed, boolean hasSuspended) {
    if (isUnderWay(current)) {
      figures.called(nanos, hasFailed, hasSuspended);
    }
  }

  private boolean isUnderWay(Take current) {
    return isOn && take == current;
  }
}
