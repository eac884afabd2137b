package dev.cleave.test.probe;

import dev.cleave.ModuleContract;
import dev.cleave.test.probe.Probe.Failure;
import dev.cleave.test.probe.Probe.NewThing;
import dev.cleave.test.probe.Probe.Seen;
import dev.cleave.test.probe.Probe.Thing;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;

/** Calls the probe in turn, as one module calls another. */
@ModuleContract("probe")
@Path("/api/relay")
public interface Relay {
  /** What is seen here, and then there. */
  @GET
  @Path("seen")
  List<Seen> seen();

  /** As above, with a deadline for the inner call. */
  @GET
  @Path("seen-within")
  List<Seen> seenWithin(@QueryParam("millis") int millis);

  /** What two commands called by this one see. */
  @POST
  @Path("seen")
  List<Seen> seenByCommands();

  @GET
  @Path("slow")
  String slow(@QueryParam("millis") int millis);

  @GET
  @Path("failures")
  Thing fail(@QueryParam("as") Failure as);

  /** Makes a thing here and lets the probe make another, all inside one transaction: refused. */
  @POST
  @Path("things")
  Thing makeInsideTransaction(@NotNull @Valid NewThing thing);
}
