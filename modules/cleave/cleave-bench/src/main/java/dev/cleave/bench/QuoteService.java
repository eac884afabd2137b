package dev.cleave.bench;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** The implementation behind the contract. */
@ApplicationScoped
public class QuoteService implements Quotes {
  /** Processor time of one {@link #work}: about what a request with a few queries takes. */
  static final long WORK_NANOS = 5_000_000;

  private static final int STEPS = 2_000;

  @Override
  public Quote read(int product) {
    return Quote.SAMPLE;
  }

  @Override
  @Transactional
  public Quote readInTransaction(int product) {
    return Quote.SAMPLE;
  }

  @Override
  public Order order(int product) {
    return Order.SAMPLE;
  }

  @Override
  public Quote work(int product) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long end = threads.getCurrentThreadCpuTime() + WORK_NANOS;
    long state = product;
    while (threads.getCurrentThreadCpuTime() < end) {
      for (int i = 0; i < STEPS; i++) {
        state = state * 6364136223846793005L + 1442695040888963407L;
      }
    }
    if (state == 0) {
      throw new IllegalStateException("the generator has period 2^64 and has not come that far");
    }
    return Quote.SAMPLE;
  }
}
