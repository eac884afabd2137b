package dev.cleave.runtime.record;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** One recording from its start to its end. */
final class Take {
  private static final Comparator<RecordedCall> ORDER =
      Comparator.comparing(RecordedCall::module)
          .thenComparing(RecordedCall::callee)
          .thenComparing(RecordedCall::method)
          .thenComparing(RecordedCall::file)
          .thenComparing(RecordedCall::line)
          .thenComparing(RecordedCall::binding);

  private final Instant started = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private final long startNanos = System.nanoTime();
  private final Map<CallSite, SiteFigures> sites = new ConcurrentHashMap<>();
  private final LongAdder requests = new LongAdder();
  private volatile long endNanos;
  private volatile boolean hasEnded;

  SiteFigures figures(CallSite site) {
    return sites.computeIfAbsent(site, s -> new SiteFigures());
  }

  /** A request from outside was answered. */
  void answered(Map<CallSite, Long> callsDuringIt) {
    requests.increment();
    callsDuringIt.forEach((site, times) -> figures(site).calledInRequest(times));
  }

  void end() {
    endNanos = System.nanoTime();
    hasEnded = true;
  }

  Recorded report() {
    List<RecordedCall> calls =
        sites.entrySet().stream()
            .map(entry -> entry.getValue().report(entry.getKey()))
            .sorted(ORDER)
            .toList();
    long until = hasEnded ? endNanos : System.nanoTime();
    return new Recorded(
        !hasEnded,
        java.util.Optional.of(started),
        (until - startNanos) / 1e9,
        requests.sum(),
        calls);
  }
}
