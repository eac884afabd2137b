package dev.cleave.runtime.guard;

import dev.cleave.CallException;
import dev.cleave.ModuleContract;
import dev.cleave.Problem;
import dev.cleave.StaleIfError;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.faulttolerance.ExecutionContext;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.FallbackHandler;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;

/** A contract with every kind of guard. */
@ModuleContract("rates")
@Path("/rates")
interface Rates {
  @GET
  int rate(@QueryParam("n") int n) throws NoRate;

  @POST
  int set(int n);

  @GET
  @Path("quick")
  @Timeout(300)
  int quick(@QueryParam("n") int n);

  @GET
  @Path("annotated")
  @Retry(maxRetries = 1, delay = 40, jitter = 10)
  int annotated(@QueryParam("n") int n);

  @GET
  @Path("guessed")
  @Fallback(fallbackMethod = "noRate")
  int guessed(@QueryParam("n") int n) throws NoRate;

  default int noRate(int n) throws NoRate {
    if (n == 0) {
      throw new NoRate();
    }
    return -n;
  }

  @GET
  @Path("handled")
  @Fallback(Zero.class)
  int handled(@QueryParam("n") int n);

  @GET
  @Path("remembered")
  @StaleIfError(maxAge = "1m", entries = 2)
  int remembered(@QueryParam("n") int n) throws NoRate;

  /** Declared: an answer. */
  @Problem(code = "rates.no-rate", status = 404)
  final class NoRate extends Exception {
    private static final long serialVersionUID = 1L;

    public NoRate() {
      super("There is no rate.");
    }
  }

  /** Answers what the question was, if it is told who failed to answer it. */
  final class Zero implements FallbackHandler<Integer> {
    @Override
    public Integer handle(ExecutionContext context) {
      if (!context.getMethod().getName().equals("handled")
          || !(context.getFailure() instanceof CallException)) {
        throw new IllegalArgumentException(context.getMethod() + ": " + context.getFailure());
      }
      return 1000 + (int) context.getParameters()[0];
    }
  }
}
