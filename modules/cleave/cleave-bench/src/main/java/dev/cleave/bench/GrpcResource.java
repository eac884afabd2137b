package dev.cleave.bench;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.DoubleSupplier;
import java.util.function.IntConsumer;

/** Calls over gRPC out of this process and back into it, in calls per second. */
@Path("/measure/call-grpc")
@Produces("application/json")
@RequestScoped
public class GrpcResource {
  private static final int MAX_ROUNDS = 100;
  private static final int MAX_MILLIS = 60_000;
  private static final int MAX_THREADS = 64;

  @Inject private Quotes contract;

  /**
   * What was measured in turn.
   *
   * @param withContext against a hand-written service on threads with the application's context, as
   *     a service in Jakarta EE needs it and as the contract's has it
   * @param withoutContext against one on grpc-java's own threads
   */
  public record GrpcCalls(Rounds withContext, Rounds withoutContext) {}

  @GET
  public GrpcCalls callGrpc(
      @QueryParam("threads") @DefaultValue("2") int threads,
      @QueryParam("millis") @DefaultValue("3000") int millis,
      @QueryParam("rounds") @DefaultValue("7") int rounds)
      throws IOException {
    ExecutorService executor = Executors.newFixedThreadPool(Math.min(threads, MAX_THREADS));
    try (ContextThreads context = ContextThreads.ofThisApplication();
        HandWrittenGrpc withContext = new HandWrittenGrpc(Optional.of(context));
        HandWrittenGrpc withoutContext = new HandWrittenGrpc(Optional.empty())) {
      List<List<Double>> figures =
          Rounds.inTurn(
              Math.min(rounds, MAX_ROUNDS),
              perSecond(executor, threads, millis, contract::order),
              perSecond(executor, threads, millis, withContext::order),
              perSecond(executor, threads, millis, withoutContext::order));
      return new GrpcCalls(
          Rounds.of(figures.get(0), figures.get(1)), Rounds.of(figures.get(0), figures.get(2)));
    } finally {
      executor.shutdownNow();
    }
  }

  private static DoubleSupplier perSecond(
      ExecutorService executor, int threads, int millis, IntConsumer call) {
    return () ->
        Throughput.perSecond(
            executor, Math.min(threads, MAX_THREADS), Math.min(millis, MAX_MILLIS), call);
  }
}
