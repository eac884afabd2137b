package dev.cleave.runtime.route.recording.buyers;

import dev.cleave.ModuleContract;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

@ModuleContract("buyers")
@Path("/buyers")
public interface Buyers {
  @GET
  int total(@QueryParam("id") String id, @QueryParam("count") int count);
}
