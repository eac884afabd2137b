package dev.cleave.runtime.rest;

import dev.cleave.runtime.route.ParallelRuns;
import dev.cleave.runtime.route.ParallelRuns.ModuleRun;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Optional;

/**
 * What parallel runs have found in this process; on the internal port only, for differences have
 * the arguments and answers of real calls in them, which may be personal data.
 */
@Path("/cleave/diffs")
@Produces("application/json")
public final class DiffsResource {
  private final String process;
  private final ParallelRuns runs;

  /** What one process has found. */
  public record Diffs(String process, List<ModuleRun> modules) {}

  DiffsResource(String process, ParallelRuns runs) {
    this.process = process;
    this.runs = runs;
  }

  /**
   * The comparisons of the modules that were or are compared.
   *
   * @param module the only one to tell about; all of them if it is absent
   */
  @GET
  public Diffs diffs(@QueryParam("module") String module) {
    return new Diffs(process, runs.report(Optional.ofNullable(module)));
  }
}
