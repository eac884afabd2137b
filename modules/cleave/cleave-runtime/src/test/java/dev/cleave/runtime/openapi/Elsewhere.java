package dev.cleave.runtime.openapi;

import dev.cleave.ModuleContract;
import dev.cleave.Public;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Names that another contract, or the toolkit, has already. */
interface Elsewhere {
  /** Called like the other one. */
  @ModuleContract("archive")
  @Path("/api/archive")
  interface Parcels {
    @Public
    @GET
    ParcelsLabel parcels();
  }

  /** Called like the document of every failure. */
  @ModuleContract("archive")
  @Path("/api/problems")
  interface Issues {
    @Public
    @GET
    Problem problem();
  }
}

record ParcelsLabel(int number) {}

record Problem(int severity) {}
