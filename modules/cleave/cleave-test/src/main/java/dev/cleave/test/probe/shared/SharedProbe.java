package dev.cleave.test.probe.shared;

import dev.cleave.ModuleContract;
import dev.cleave.SharedTransaction;
import dev.cleave.test.probe.NoSuchThing;
import dev.cleave.test.probe.Probe.Failure;
import dev.cleave.test.probe.Probe.NewThing;
import dev.cleave.test.probe.Probe.Seen;
import dev.cleave.test.probe.Probe.Thing;
import dev.cleave.test.probe.Refused;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** Every method joins the transaction it is called in. */
@ModuleContract("shared-probe")
@Path("/api/shared-probe")
public interface SharedProbe {
  @SharedTransaction
  @POST
  @Path("things")
  Thing make(@NotNull @Valid NewThing thing);

  /** Fails after it has made a thing. */
  @SharedTransaction
  @POST
  @Path("failures/{as}")
  Thing makeAndFail(@PathParam("as") Failure as, @NotNull @Valid NewThing thing)
      throws Refused, NoSuchThing;

  @SharedTransaction
  @POST
  @Path("seen")
  Seen seen();
}
