package dev.cleave.runtime.rest;

import dev.cleave.Operator;
import dev.cleave.runtime.event.Rebuilds;
import dev.cleave.runtime.problem.ProblemDocument;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

/** Makes anew what modules of this process derive from logs; for operators. */
@Path("/cleave/rebuilds/{module}")
@Produces("application/json")
public final class RebuildsResource {
  private final Rebuilds rebuilds;

  RebuildsResource(Rebuilds rebuilds) {
    this.rebuilds = rebuilds;
  }

  /** Starts, and answers at once; a rebuild that runs already goes on. */
  @POST
  @Operator
  public Response start(@PathParam("module") String module) {
    Rebuilds.Started started = rebuilds.start(module).orElseThrow(() -> nothing(module));
    return Response.status(Response.Status.ACCEPTED).entity(started).build();
  }

  @GET
  @Operator
  public Rebuilds.Progress progress(@PathParam("module") String module) {
    if (!rebuilds.hasAnything(module)) {
      throw nothing(module);
    }
    return rebuilds.progress(module);
  }

  private static WebApplicationException nothing(String module) {
    String code = "cleave.nothing-to-rebuild";
    return new WebApplicationException(
        ProblemResponse.of(
            ProblemDocument.of(
                404,
                code,
                ProblemDocument.title(code),
                "The module \"%s\" has no read model and no derived state in this process."
                    .formatted(module))));
  }
}
