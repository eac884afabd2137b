package dev.cleave.runtime.rest;

import dev.cleave.runtime.guard.server.CallerRates.Refusal;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/**
 * A caller asks more in a time than its rate limit allows. Beside {@code Retry-After} the answer
 * has the headers of draft-ietf-httpapi-ratelimit-headers.
 */
final class TooManyRequests extends WebApplicationException {
  private static final long serialVersionUID = 1L;

  TooManyRequests(Refusal refusal) {
    super(response(refusal));
  }

  private static Response response(Refusal refusal) {
    int calls = refusal.rate().calls();
    long seconds = refusal.rate().time().toSeconds();
    Response problem =
        ProblemResponse.of(
            429,
            "cleave.rate-limited",
            "You may make %d calls in %d s here; nothing was done. Try again in %d s."
                .formatted(calls, seconds, refusal.waitSeconds()));
    return Response.fromResponse(problem)
        .header(HttpHeaders.RETRY_AFTER, refusal.waitSeconds())
        .header("RateLimit-Policy", "\"caller\";q=%d;w=%d".formatted(calls, seconds))
        .header("RateLimit", "\"caller\";r=0;t=%d".formatted(refusal.waitSeconds()))
        .build();
  }
}
