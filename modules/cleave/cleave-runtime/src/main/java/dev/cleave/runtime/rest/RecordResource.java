package dev.cleave.runtime.rest;

import dev.cleave.InvalidRequest;
import dev.cleave.InvalidRequest.Violation;
import dev.cleave.runtime.record.Recorded;
import dev.cleave.runtime.record.RecordedCall;
import dev.cleave.runtime.record.Recorder;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Who calls whom in this process, as recorded; on the internal port only. */
@Path("/cleave/record")
@Produces("application/json")
public final class RecordResource {
  private static final int LONGEST_SECONDS = 86_400;

  private final String process;
  private final Recorder recorder;

  /** What {@link Recorded} says, and of which process. */
  public record ProcessRecord(
      String process,
      boolean recording,
      Optional<Instant> started,
      double seconds,
      long requests,
      List<RecordedCall> calls) {}

  RecordResource(String process, Recorder recorder) {
    this.process = process;
    this.recorder = recorder;
  }

  @GET
  public ProcessRecord recorded() {
    Recorded recorded = recorder.recorded();
    return new ProcessRecord(
        process,
        recorded.recording(),
        recorded.started(),
        recorded.seconds(),
        recorded.requests(),
        recorded.calls());
  }

  /** Begins a recording that ends by itself; the last one is gone. */
  @POST
  public ProcessRecord start(@QueryParam("seconds") @DefaultValue("60") int seconds) {
    if (seconds < 1 || seconds > LONGEST_SECONDS) {
      String message = "must be from 1 to " + LONGEST_SECONDS;
      throw new InvalidRequest(
          "The request is invalid: seconds " + message + ".",
          List.of(new Violation("seconds", message)));
    }
    recorder.start(Duration.ofSeconds(seconds));
    return recorded();
  }
}
