package dev.cleave.runtime.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.cleave.runtime.json.ContractJson;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;

/** What was seen of one call site. Many threads write. */
final class SiteFigures {
  /** Every so many calls are written as JSON to know their size, the first among them. */
  private static final int SAMPLED = 16;

  private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(10);

  private final ConcurrentHistogram nanos = new ConcurrentHistogram(64, LONGEST_NANOS, 2);
  private final LongAdder count = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder suspended = new LongAdder();
  private final LongAdder samples = new LongAdder();
  private final LongAdder requestBytes = new LongAdder();
  private final LongAdder responseBytes = new LongAdder();
  private final LongAdder requests = new LongAdder();
  private final LongAdder inRequests = new LongAdder();
  private final LongAccumulator maxPerRequest = new LongAccumulator(Math::max, 0);

  void called(long tookNanos, boolean hasFailed, boolean hasSuspended) {
    nanos.recordValue(Math.min(Math.max(0, tookNanos), LONGEST_NANOS));
    count.increment();
    if (hasFailed) {
      failures.increment();
    }
    if (hasSuspended) {
      suspended.increment();
    }
  }

  boolean isToBeSampled() {
    return count.sum() % SAMPLED == 1;
  }

  void sample(Object[] arguments, Object result) {
    long sent = size(arguments == null ? new Object[0] : arguments);
    long answered = result == null ? 0 : size(result);
    if (sent >= 0 && answered >= 0) {
      samples.increment();
      requestBytes.add(sent);
      responseBytes.add(answered);
    }
  }

  /** -1 for what cannot be written, which a remote binding would refuse too. */
  private static long size(Object value) {
    try {
      return ContractJson.instance().writeValueAsBytes(value).length;
    } catch (JsonProcessingException e) {
      return -1;
    }
  }

  /** A request from outside has ended during which it was called so often. */
  void calledInRequest(long times) {
    requests.increment();
    inRequests.add(times);
    maxPerRequest.accumulate(times);
  }

  RecordedCall report(CallSite site) {
    return new RecordedCall(
        site.module(),
        site.caller(),
        site.file(),
        site.line(),
        site.method().contract().module(),
        site.method().name(),
        site.binding(),
        count.sum(),
        failures.sum(),
        nanos.getValueAtPercentile(50) / 1000.0,
        nanos.getValueAtPercentile(99) / 1000.0,
        average(requestBytes),
        average(responseBytes),
        requests.sum(),
        inRequests.sum(),
        maxPerRequest.get(),
        suspended.sum());
  }

  private long average(LongAdder sum) {
    long sampled = samples.sum();
    return sampled == 0 ? 0 : Math.round((double) sum.sum() / sampled);
  }
}
