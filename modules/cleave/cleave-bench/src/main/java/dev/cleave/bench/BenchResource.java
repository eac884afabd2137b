package dev.cleave.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.rest.client.RestClientBuilder;

/** Starts a measurement and answers its figures as JSON. */
@Path("/measure")
@Produces("application/json")
@RequestScoped
public class BenchResource {
  private static final int MAX_CALLS = 100_000_000;
  private static final int MAX_ROUNDS = 100;

  @Inject private Quotes contract;
  @Inject private PlainQuotes plain;

  /**
   * Local calls, in nanoseconds per call.
   *
   * @param bytesPerCall what the contract call allocates beyond the plain one
   */
  public record LocalCalls(Rounds read, Rounds inTransaction, Rounds order, double bytesPerCall) {}

  @GET
  @Path("call-local")
  public LocalCalls callLocal(
      @QueryParam("calls") @DefaultValue("2000000") int calls,
      @QueryParam("rounds") @DefaultValue("7") int rounds) {
    int count = Math.min(calls, MAX_CALLS);
    int times = Math.min(rounds, MAX_ROUNDS);
    Rounds read =
        Rounds.measure(
            times,
            () -> nanosPerCall(count, contract::read),
            () -> nanosPerCall(count, plain::read));
    Rounds inTransaction =
        Rounds.measure(
            times,
            () -> nanosPerCall(count / 10, contract::readInTransaction),
            () -> nanosPerCall(count / 10, plain::readInTransaction));
    Rounds order =
        Rounds.measure(
            times,
            () -> nanosPerCall(count, contract::order),
            () -> nanosPerCall(count, plain::order));
    double bytes = bytesPerCall(count, contract::read) - bytesPerCall(count, plain::read);
    return new LocalCalls(read, inTransaction, order, bytes);
  }

  private static double nanosPerCall(int calls, IntConsumer call) {
    long begun = System.nanoTime();
    for (int i = 0; i < calls; i++) {
      call.accept(i);
    }
    return (System.nanoTime() - begun) / (double) calls;
  }

  private static double bytesPerCall(int calls, IntConsumer call) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < calls; i++) {
      call.accept(i);
    }
    return (threads.getCurrentThreadAllocatedBytes() - before) / (double) calls;
  }

  /** REST calls out of this process and back into it, in calls per second. */
  @GET
  @Path("call-rest")
  public Rounds callRest(
      @QueryParam("port") int port,
      @QueryParam("threads") @DefaultValue("2") int threads,
      @QueryParam("millis") @DefaultValue("3000") int millis,
      @QueryParam("rounds") @DefaultValue("7") int rounds)
      throws Exception {
    HandWritten handWritten =
        RestClientBuilder.newBuilder()
            .baseUri(URI.create("http://localhost:" + port + "/bench"))
            .build(HandWritten.class);
    int count = Math.min(threads, 64);
    ExecutorService executor = Executors.newFixedThreadPool(count);
    try {
      return Rounds.measure(
          Math.min(rounds, MAX_ROUNDS),
          () -> Throughput.perSecond(executor, count, Math.min(millis, 60_000), contract::order),
          () ->
              Throughput.perSecond(executor, count, Math.min(millis, 60_000), handWritten::order));
    } finally {
      executor.shutdownNow();
    }
  }

  /** Calls over JMS out of this process and back into it, in calls per second. */
  @GET
  @Path("call-jms")
  public Rounds callJms(
      @QueryParam("threads") @DefaultValue("2") int threads,
      @QueryParam("millis") @DefaultValue("3000") int millis,
      @QueryParam("rounds") @DefaultValue("7") int rounds)
      throws Exception {
    Config config = ConfigProvider.getConfig();
    int count = Math.min(threads, 64);
    ExecutorService executor = Executors.newFixedThreadPool(count);
    try (HandWrittenMessaging handWritten =
        new HandWrittenMessaging(
            config.getValue("cleave.jms.url", String.class),
            config.getValue("cleave.jms.user", String.class),
            config.getValue("cleave.jms.password", String.class))) {
      return Rounds.measure(
          Math.min(rounds, MAX_ROUNDS),
          () -> Throughput.perSecond(executor, count, Math.min(millis, 60_000), contract::order),
          () ->
              Throughput.perSecond(executor, count, Math.min(millis, 60_000), handWritten::order));
    } finally {
      executor.shutdownNow();
    }
  }

  /**
   * The contract over the binding that is in effect.
   *
   * @param p50 microseconds
   * @param p99 microseconds
   * @param cpu microseconds of processor time of this process, for each call
   */
  public record Calls(long calls, double p50, double p99, double perSecond, double cpu) {}

  @GET
  @Path("calls")
  public Calls calls(
      @QueryParam("threads") @DefaultValue("2") int threads,
      @QueryParam("millis") @DefaultValue("3000") int millis)
      throws Exception {
    int count = Math.min(threads, 64);
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    ExecutorService executor = Executors.newFixedThreadPool(count);
    try {
      long cpuBefore = system.getProcessCpuTime();
      long begun = System.nanoTime();
      long end = begun + TimeUnit.MILLISECONDS.toNanos(Math.min(millis, 60_000));
      List<Future<Latency>> loops = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        loops.add(executor.submit(() -> callUntil(end)));
      }
      List<Latency> latencies = new ArrayList<>();
      for (Future<Latency> loop : loops) {
        latencies.add(loop.get());
      }
      double seconds = (System.nanoTime() - begun) / 1e9;
      double cpuMicros = (system.getProcessCpuTime() - cpuBefore) / 1e3;
      long[] sorted = Latency.sorted(latencies);
      long made = latencies.stream().mapToLong(Latency::calls).sum();
      return new Calls(
          made,
          Latency.micros(sorted, 0.50),
          Latency.micros(sorted, 0.99),
          made / seconds,
          cpuMicros / made);
    } finally {
      executor.shutdownNow();
    }
  }

  private Latency callUntil(long end) {
    Latency latency = new Latency();
    for (long now = System.nanoTime(); now < end; ) {
      contract.order(1);
      long after = System.nanoTime();
      latency.add(after - now);
      now = after;
    }
    return latency;
  }
}
